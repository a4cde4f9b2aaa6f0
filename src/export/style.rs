//! How each kind of node looks. Shape and the kind's name tell kinds apart without colour; the fills are light tints of
//! the palette of Okabe and Ito (2008), which colour-blind readers can tell apart and which print light in grey.

/// The look of a kind of node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Graphviz shape.
    pub shape: &'static str,
    /// Graphviz `style`.
    pub form: &'static str,
    /// Room between outline and text in inches.
    pub margin: &'static str,
    /// Fill colour.
    pub fill: &'static str,
    /// Outline colour.
    pub line: &'static str,
    /// Whether it stands left of the accounts (who they say they are) or right (what they use).
    pub left: bool,
}

/// Fonts, the first that is installed: Latin and Japanese on Linux, macOS, Windows.
pub const FONTS: &str =
    "Noto Sans,Noto Sans CJK JP,Helvetica Neue,Hiragino Sans,Segoe UI,Yu Gothic,Meiryo,Arial,sans-serif";

/// Colour of a tie.
pub const LINE: &str = "#333333";
/// Colour of context.
pub const GREY: &str = "#767676";
/// Colour of text that is not the main thing.
pub const MUTED: &str = "#4a4a4a";
/// Colour of the weakest tie.
pub const WEAK: &str = "#b34700";

/// The look of a kind; kinds that the platform names itself share one.
pub fn style(kind: &str) -> Style {
    let make = |shape, fill, line, left| {
        let form = match kind {
            "account" => "filled,rounded",
            _ if shape == "box" => "filled,diagonals",
            _ => "filled",
        };
        let margin = if shape == "cds" { "0.16,0.16" } else { "0.12,0.05" };
        Style { shape, form, margin, fill, line, left }
    };
    match kind {
        "account" => make("box", "#ffffff", "#000000", false),
        "document" => make("note", "#faf3b0", "#7a6f00", true),
        "bank_account" => make("cylinder", "#fbe0b0", "#8f6200", true),
        "onward" => make("cds", "#f7d0b5", "#a34700", true),
        "portrait" => make("octagon", "#f3dbe8", "#96487a", true),
        "phone" => make("box3d", "#f3dbe8", "#96487a", true),
        "email" => make("tab", "#f3dbe8", "#96487a", true),
        "address" => make("house", "#f3dbe8", "#96487a", true),
        "template" => make("folder", "#f3dbe8", "#96487a", true),
        "device" => make("component", "#cdeadf", "#00664b", false),
        "ip" => make("ellipse", "#d6ecf8", "#005a8f", false),
        _ => make("box", "#e6e0f0", "#5b4a86", true),
    }
}

/// A kind for people: `bank_account` is a bank account.
pub fn kind_words(kind: &str) -> String {
    match kind {
        "ip" => "IP address".to_owned(),
        "document" => "ID document".to_owned(),
        "onward" => "onward destination".to_owned(),
        "email" => "e-mail".to_owned(),
        _ => kind.replace('_', " "),
    }
}

/// A kind in the plural.
pub fn kinds_words(kind: &str) -> String {
    match kind_words(kind) {
        words if kind == "other" => words,
        words if words.ends_with("ss") => format!("{words}es"),
        words if words.ends_with('s') => words,
        words => format!("{words}s"),
    }
}
