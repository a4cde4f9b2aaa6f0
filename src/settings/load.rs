//! Reads a settings file; what is wrong is told with file, line, column and repair.

use std::ops::Range;
use std::path::Path;

use super::Settings;
use super::wrong::Wrong;

/// A settings file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {what}", place(*line, *column))]
pub struct SettingsError {
    /// The file.
    pub file: String,
    /// 1-based line, where known.
    pub line: Option<usize>,
    /// 1-based column in characters, where known.
    pub column: Option<usize>,
    /// What was wrong, what was expected, and the repair.
    pub what: String,
}

fn place(line: Option<usize>, column: Option<usize>) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!(", line {line}, column {column}"),
        _ => String::new(),
    }
}

impl Settings {
    /// Reads a settings file; whatever it does not say keeps its default.
    ///
    /// # Errors
    /// A file that cannot be read, is not TOML, has a key that no setting has, or a value that does not fit.
    pub fn load(path: &Path) -> Result<Self, SettingsError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| SettingsError {
            file: file.clone(),
            line: None,
            column: None,
            what: format!("cannot read the settings: {error}"),
        })?;
        Self::parse(&text, &file)
    }

    /// Reads settings from TOML; `file` is named in messages.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn parse(text: &str, file: &str) -> Result<Self, SettingsError> {
        let at = |span: Option<Range<usize>>, what: String| {
            let before = span.map(|span| text.get(..span.start).unwrap_or(text));
            let line = before.map(|before| before.matches('\n').count() + 1);
            let column = before.map(|before| before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
            SettingsError { file: file.to_owned(), line, column, what }
        };
        let mut settings: Self = toml::from_str(text).map_err(|error| at(error.span(), error.message().to_owned()))?;
        settings.weights.complete();
        match settings.wrong() {
            Some(wrong) => Err(at(wrong.span(text), wrong.what)),
            None => Ok(settings),
        }
    }

    /// The first value that its setting cannot have.
    fn wrong(&self) -> Option<Wrong> {
        let zone = jiff::tz::TimeZone::get(&self.time_zone).err().map(|_| {
            let what =
                format!("time_zone is {:?}, which is no IANA time zone; write one like \"Asia/Tokyo\"", self.time_zone);
            Wrong::new(["time_zone"], what)
        });
        zone.or_else(|| self.weights.wrong())
            .or_else(|| self.score.wrong())
            .or_else(|| self.linking.wrong())
            .or_else(|| self.linking.limits_are_swapped())
            .or_else(|| self.clusters.wrong())
            .or_else(|| self.accounts.wrong())
            .or_else(|| self.groups.wrong())
            .or_else(|| self.groups.kept_shares_are_swapped())
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    fn check(text: &str, expected: &str) {
        let error = Settings::parse(text, "s.toml").expect_err("a wrong setting").to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        check("[tables]\nlogin = []\n", "s.toml, line 2, column 1: unknown field `login`");
        check("x =", "s.toml, line 1");
        let source = "[[tables.identifiers]]\npath = \"a.csv\"\ncolumns = { acount_id = \"id\" }\n";
        check(source, "s.toml, line 3, column 13: `identifiers` has no column `acount_id`; it has account_id, kind");
        check("[[tables.ties]]\npath = \"\"\n", "line 1, column 1: `path` is empty");
        check("[[tables.ties]]\npath = \"a.csv\"\ntyme = \"%d\"\n", "line 3, column 1: unknown field `tyme`");
        check(
            "[[tables.ties]]\npath = \"a.csv\"\ncolumns = { kind = 7 }\n",
            "line 3, column 20: a column's name, or a list",
        );
        check("[networks]\nmmdb = \"x\"\n", "line 2, column 8");
        for pattern in ["%Q", "%H:%M", "day", ""] {
            let text = format!("[[tables.ties]]\npath = \"a.csv\"\ntime = \"{pattern}\"\n");
            check(&text, &format!("line 1, column 1: `time` is {pattern:?}, by which no date can be read"));
        }
        for pattern in ["%d/%m/%Y", "%Y-%m-%dT%H:%M:%S%z", "%s", "%Y%m%d %H:%M:%S", "%m/%d/%y %I:%M %p"] {
            let text = format!("[[tables.ties]]\npath = \"a.csv\"\ntime = \"{pattern}\"\n");
            assert!(Settings::parse(&text, "s.toml").is_ok(), "{pattern}");
        }
        check("[weights.evidence]\nP33 = 1\n", "nothing is called P33 in [weights.evidence]; there are C1, C2");
        check("[weights.alternatives]\nspouse = 1\n", "nothing is called spouse in [weights.alternatives]");
        let factor =
            "s.toml, line 2, column 6: the factor -1 of P3 in [weights.evidence] does not lie between 0 and 10";
        check("[weights.evidence]\nP3 = -1\n", factor);
    }

    #[test]
    fn numbers_that_mean_nothing_are_refused_where_they_stand() {
        for prior in ["2", "0", "-1", "nan", "inf"] {
            check(&format!("[score]\nprior = {prior}\n"), "s.toml, line 2, column 9: prior in [score] is ");
        }
        check(
            "[score]\n\none_kind_at_most = 20\n",
            "line 3, column 20: one_kind_at_most in [score] is 20; it lies from -20 to 0",
        );
        check(
            "clusters = { resolution = -1 }\n",
            "line 1, column 27: resolution in [clusters] is -1; it lies from 0 to 50",
        );
        check(
            "[clusters]\ngrowth_rounds = 4294967295\n",
            "growth_rounds in [clusters] is 4294967295; it lies from 0 to 20",
        );
        check(
            "[linking]\nlimit_at_least = 300\nlimit_at_most = 10\n",
            "s.toml, line 2, column 18: limit_at_least in [linking] is 300, beyond limit_at_most, 10; let it be the smaller",
        );
        check("[groups]\nt2_kept_from = 0.5\n", "t2_kept_from in [groups] is 0.5, beyond t2_kept_to, 0.45");
        check("time_zone = \"Mars\"\n", "s.toml, line 1, column 13: time_zone is \"Mars\", which is no IANA time zone");
    }

    #[test]
    fn settings_survive_being_written() {
        let text = "[[tables.identifiers]]\npath = \"c/*.csv\"\ntime = \"%d/%m/%Y\"\n\
                    columns = { account_id = [\"source\", \"id\"], value = \"phone\" }\nconstants = { kind = \"phone\" }\n\
                    [tables.identifiers.values]\nvalue = { \"0\" = \"\", \"1\" = 5 }\n[networks]\nmmdb = [\"a.mmdb\"]\n";
        let settings = Settings::parse(text, "s.toml").expect("settings");
        assert_eq!(settings.tables.identifiers[0].values["value"]["1"], "5");
        let written = toml::to_string(&settings).expect("TOML");
        assert_eq!(Settings::parse(&written, "again").expect("settings"), settings);
    }
}
