//! Lawful look-alikes: each class shares what rings share, for reasons of its own.

mod beside;
mod firms;
mod homes;
mod people;
mod venues;

use super::builder::Builder;
use super::label::Class;

/// Fills the platform with lawful accounts until it has as many as wanted.
pub fn populate(builder: &mut Builder) {
    for &class in Class::ALL {
        let goal = builder.accounts.len() + (share(builder, class) * builder.wanted as f64).round() as usize;
        while builder.accounts.len() < goal && builder.left() > 0 {
            if !found(builder, class) {
                break;
            }
        }
    }
    while builder.left() > 0 {
        people::ordinary(builder);
    }
}

/// The share of all accounts that are founded as members of a class.
fn share(builder: &Builder, class: Class) -> f64 {
    let rates = &builder.rates;
    match class {
        Class::Household => rates.household,
        Class::FamilyBank => rates.family_bank,
        Class::AgencyDeclared => rates.agency_declared,
        Class::AgencyUndeclared => rates.agency_undeclared,
        Class::Coworking => rates.coworking,
        Class::Cafe => rates.cafe,
        Class::School => rates.school,
        Class::Cgnat => rates.cgnat,
        Class::Mobile => rates.mobile,
        Class::Vpn => rates.vpn,
        Class::ResoldDevice => rates.resold_device,
        Class::TwoRoles => rates.two_roles,
        Class::Office => rates.office,
        Class::LoyalClient => rates.loyal_client,
        Class::Subcontractor => rates.subcontractor,
        Class::IdleSession => rates.idle_session,
        Class::Marriage => rates.marriage,
        Class::Remittance => rates.remittance,
        Class::Exchange => rates.exchange,
        Class::PortraitError => rates.portrait_error,
        Class::PermittedReturn => rates.permitted_return,
        Class::NewComputer => rates.new_computer,
        Class::Friends => rates.friends,
        Class::DocumentError => rates.document_error,
        Class::Bystander => rates.bystander,
        Class::Partners => rates.partners,
        Class::LedTeam => rates.led_team,
        Class::SupportCentre => rates.support_centre,
        Class::Franchise => rates.franchise,
        Class::Circle => rates.circle,
        Class::DocumentVictim => rates.document_victim,
        // The merger strikes whoever banks there; what is left is ordinary.
        Class::BankMerger | Class::Ordinary => 0.0,
    }
}

/// Founds one group of a class; false where there is no room for it.
fn found(builder: &mut Builder, class: Class) -> bool {
    match class {
        Class::Household | Class::FamilyBank => homes::household(builder, class),
        Class::AgencyDeclared | Class::AgencyUndeclared => firms::agency(builder, class),
        Class::Office => firms::office(builder),
        Class::LoyalClient => firms::loyal_client(builder),
        Class::Subcontractor => firms::subcontractor(builder),
        Class::Coworking => venues::coworking(builder),
        Class::Cafe => venues::cafe(builder),
        Class::School => venues::school(builder),
        Class::Cgnat => homes::behind_gateway(builder),
        Class::Mobile => homes::on_telephone(builder),
        Class::Vpn => people::private(builder),
        Class::ResoldDevice => people::resale(builder),
        Class::TwoRoles => people::two_roles(builder),
        Class::IdleSession => people::idle(builder),
        Class::Marriage => people::married(builder),
        Class::Remittance => people::remittance(builder),
        Class::Exchange => people::exchange(builder),
        Class::PortraitError => people::portrait_error(builder),
        Class::PermittedReturn => people::permitted_return(builder),
        Class::NewComputer => people::new_computer(builder),
        Class::Friends => beside::friends(builder),
        Class::DocumentError => beside::document_error(builder),
        Class::Bystander => beside::bystander(builder),
        Class::Partners => homes::partners(builder),
        Class::LedTeam => firms::led_team(builder),
        Class::SupportCentre => venues::support_centre(builder),
        Class::Franchise => firms::franchise(builder),
        Class::Circle => beside::circle(builder),
        Class::DocumentVictim => beside::document_victim(builder),
        Class::BankMerger | Class::Ordinary => false,
    }
}
