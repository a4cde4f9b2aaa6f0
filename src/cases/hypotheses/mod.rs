//! The lawful stories: when each is told, how plausible it is, and how much of each kind of evidence it explains.

mod agencies;
mod community;
mod desktops;
mod helpers;
mod homes;
mod hours;
mod leaders;
mod payees;
mod persons;
mod places;
mod signs;
mod work;

pub(super) use desktops::machines_are_desktops;
pub(super) use payees::payee_is_member;

use super::case::Case;
use super::conduct::Habit;
use super::kinds::Explains;
use crate::messages::Message;
use crate::model::Indicator;
use crate::ties::BondKind;

pub(super) struct Hypothesis {
    /// Its class in the results.
    pub class: &'static str,
    /// Plausibility, 0 to 1; 0 where the message says what speaks against it.
    pub plausible: f64,
    /// What it explains.
    pub explains: Explains,
    /// What is said of it.
    pub message: Message,
}

impl Hypothesis {
    /// Bits that it explains, by its plausibility times a fitted factor: of each kind all at most, so that what it does not predict stays.
    pub fn explained(&self, case: &Case, factor: f64) -> f64 {
        let taken = |explains: f64| (self.plausible * factor * explains).min(1.0);
        let bonds = case.kinds.iter().map(|kind| kind.households * taken((self.explains)(Some(kind.kind))));
        let conduct = case.shown.iter().map(|shown| {
            let payee = shown.habit == Habit::Shows(Indicator::P2) && (self.explains)(Some(BondKind::Bank)) > 0.0;
            shown.bits * taken(if payee { 1.0 } else { shown.habit.explained(self.explains) })
        });
        bonds.sum::<f64>() + conduct.sum::<f64>()
    }
}

/// Every hypothesis that the case gives reason for; `units` are its unrelated households.
pub(super) fn hypotheses(case: &Case, units: usize) -> Vec<Hypothesis> {
    let mut list = Vec::new();
    list.extend(persons::one_person(case));
    list.extend(homes::clerical_error(case));
    list.extend(homes::house_share(case, units));
    list.extend(homes::two_together(case));
    list.extend(homes::one_purse(case));
    list.extend(homes::one_address(case, units));
    list.extend(homes::wide_family(case, units));
    list.extend(agencies::declared_agency(case));
    list.extend(agencies::paying_company(case));
    list.extend(agencies::perhaps_a_firm(case));
    list.extend(agencies::franchise(case, units));
    list.extend(agencies::team_of_one(case, units));
    list.extend(agencies::team_in_the_open(case, units));
    list.extend(work::subcontract(case, units));
    list.extend(leaders::team_with_a_leader(case));
    list.extend(leaders::contractor(case));
    list.extend(work::acquaintances(case, units));
    list.extend(work::friends(case, units));
    list.extend(work::circle(case));
    list.extend(community::meeting(case));
    list.extend(community::colleagues(case));
    list.extend(community::quarters(case));
    list.extend(community::collection(case));
    list.extend(community::workshop(case));
    list.extend(community::newcomers(case));
    list.extend(helpers::helper(case));
    list.extend(work::school(case));
    list.extend(work::workplace(case));
    list.extend(places::staffed_place(case));
    list.extend(places::desks(case));
    list.extend(places::office(case));
    list.extend(desktops::desktops(case));
    list
}
