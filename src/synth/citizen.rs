//! A person as the platform meets them: what they own, and where they live.

/// A dwelling with its line.
#[derive(Clone, Copy, Debug)]
pub struct Home {
    /// The line.
    pub place: u32,
    /// The postal address.
    pub address: u32,
}

/// A person with what they own.
#[derive(Clone, Copy, Debug)]
pub struct Citizen {
    /// Position in the list of people.
    pub person: u32,
    /// Computer, telephone, and a third device or the computer again.
    pub devices: [u32; 3],
    /// Where they live.
    pub home: Home,
    /// Their carrier's gateway.
    pub carrier: u32,
}
