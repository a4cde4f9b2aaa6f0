//! What a picture of a cluster shows. It knows no layout and no file format, so that every kind of picture starts from it.

/// What a picture shows.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Nodes, in the order of their first member.
    pub nodes: Vec<ViewNode>,
    /// Edges between positions of `nodes`, sorted by their ends.
    pub edges: Vec<ViewEdge>,
    /// Accounts in the diagram.
    pub accounts: usize,
    /// Identifiers in the diagram.
    pub identifiers: usize,
    /// Whether anything but hubs was folded.
    pub summarised: bool,
}

/// One node of a picture: a node of the diagram, or several.
#[derive(Clone, Debug, Default)]
pub struct ViewNode {
    /// Kind of node.
    pub kind: String,
    /// The value of a single node; the first few of several.
    pub value: String,
    /// The second line, where all members agree on it.
    pub note: String,
    /// Part that the account plays; empty where none stands out.
    pub role: String,
    /// Least and most accounts on the platform that carry it; zero for accounts.
    pub degree: (u64, u64),
    /// Least and most nodes of the diagram that a member is tied to.
    pub reach: (usize, usize),
    /// Whether it is context, not evidence.
    pub hub: bool,
    /// Positions in the diagram's `nodes`, sorted.
    pub members: Vec<u32>,
    /// Ties among the members.
    pub inner: Option<Bundle>,
}

/// One or several ties of the diagram, drawn as one.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Ties in it.
    pub ties: usize,
    /// The strongest tie, in bits.
    pub bits: f64,
    /// The labels that occur, merged into one.
    pub label: String,
    /// Whether the weakest tie of the cluster is in it.
    pub weakest: bool,
}

/// An edge of a picture.
#[derive(Clone, Debug)]
pub struct ViewEdge {
    /// Position of one end in `nodes`; `a < b`.
    pub a: usize,
    /// Position of the other end.
    pub b: usize,
    /// What it stands for.
    pub bundle: Bundle,
}
