//! What a MaxMind DB file says of an address.

use std::net::IpAddr;
use std::path::Path;

use maxminddb::Reader;
use serde::Deserialize;

use super::block::digest_of;
use super::error::ReadError;
use super::records::country_code;
use super::source::relative;
use super::{InputFile, IpNetwork, NetworkKind};

/// What MaxMind's databases say of an address, whichever of them it is.
#[derive(Default, Deserialize)]
#[serde(default)]
struct MaxMindRecord<'a> {
    autonomous_system_number: Option<u32>,
    #[serde(borrow)]
    country: Option<CountryField<'a>>,
    location: Option<Location>,
    #[serde(borrow)]
    traits: Option<Traits<'a>>,
    connection_type: Option<&'a str>,
    is_anonymous: Option<bool>,
    is_anonymous_vpn: Option<bool>,
    is_hosting_provider: Option<bool>,
    is_public_proxy: Option<bool>,
    is_residential_proxy: Option<bool>,
    is_tor_exit_node: Option<bool>,
}

/// `country` is an object in MaxMind's databases and a code in some others.
#[derive(Deserialize)]
#[serde(untagged)]
enum CountryField<'a> {
    Code(&'a str),
    Object { iso_code: Option<&'a str> },
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Traits<'a> {
    autonomous_system_number: Option<u32>,
    connection_type: Option<&'a str>,
    user_type: Option<&'a str>,
    is_anonymous: Option<bool>,
    is_anonymous_proxy: Option<bool>,
    is_anonymous_vpn: Option<bool>,
    is_hosting_provider: Option<bool>,
    is_public_proxy: Option<bool>,
    is_residential_proxy: Option<bool>,
    is_tor_exit_node: Option<bool>,
}

impl MaxMindRecord<'_> {
    fn network(&self) -> IpNetwork {
        let default = Traits::default();
        let traits = self.traits.as_ref().unwrap_or(&default);
        let country = match &self.country {
            Some(CountryField::Code(code) | CountryField::Object { iso_code: Some(code) }) => country_code(code),
            _ => None,
        };
        let place = self.location.as_ref().and_then(|location| {
            let (latitude, longitude) = (location.latitude?, location.longitude?);
            let within = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
            within.then(|| ((latitude * 100.0).round() as i16, (longitude * 100.0).round() as i16))
        });
        IpNetwork {
            kind: self.kind(traits),
            asn: self.autonomous_system_number.or(traits.autonomous_system_number),
            country,
            place,
        }
    }

    /// What hides an address says more than what it hangs on.
    fn kind(&self, traits: &Traits<'_>) -> Option<NetworkKind> {
        let either = |a: Option<bool>, b: Option<bool>| a == Some(true) || b == Some(true);
        let vpn = either(self.is_anonymous_vpn, traits.is_anonymous_vpn)
            || either(self.is_public_proxy, traits.is_public_proxy)
            || either(self.is_residential_proxy, traits.is_residential_proxy);
        if either(self.is_tor_exit_node, traits.is_tor_exit_node) {
            Some(NetworkKind::Tor)
        } else if vpn {
            Some(NetworkKind::Vpn)
        } else if either(self.is_hosting_provider, traits.is_hosting_provider) {
            Some(NetworkKind::Hosting)
        } else if either(self.is_anonymous, traits.is_anonymous) || traits.is_anonymous_proxy == Some(true) {
            Some(NetworkKind::Vpn)
        } else {
            traits
                .user_type
                .and_then(user_kind)
                .or_else(|| self.connection_type.or(traits.connection_type).and_then(connection_kind))
        }
    }
}

fn user_kind(word: &str) -> Option<NetworkKind> {
    Some(match word {
        "cellular" => NetworkKind::Mobile,
        "business" | "government" | "military" => NetworkKind::Office,
        "college" | "school" => NetworkKind::Campus,
        "cafe" | "library" | "traveler" => NetworkKind::Public,
        "hosting" | "content_delivery_network" => NetworkKind::Hosting,
        "consumer_privacy_network" => NetworkKind::Vpn,
        "residential" | "dialup" => NetworkKind::Residential,
        _ => return None,
    })
}

fn connection_kind(word: &str) -> Option<NetworkKind> {
    Some(match word {
        "Cellular" => NetworkKind::Mobile,
        "Corporate" => NetworkKind::Office,
        "Cable/DSL" | "Dialup" | "Satellite" => NetworkKind::Residential,
        _ => return None,
    })
}

/// An open MaxMind DB file.
pub(crate) struct Database {
    name: String,
    reader: Reader<Vec<u8>>,
}

impl Database {
    /// Opens a file, and says what was read.
    pub fn open(directory: &Path, path: &str) -> Result<(Self, InputFile), ReadError> {
        let whole = directory.join(path);
        let name = relative(directory, &whole);
        let bytes = std::fs::metadata(&whole).map_err(|error| ReadError::io(&whole, "open the file", &error))?.len();
        let reader = Reader::open_readfile(&whole).map_err(|error| damaged(&name, &error))?;
        let digest = digest_of(&whole)?;
        let input = InputFile { path: name.clone(), table: "networks", bytes, rows: 0, rejected: 0, digest };
        Ok((Self { name, reader }, input))
    }

    /// What the file says of an address.
    pub fn find(&self, address: IpAddr) -> Result<IpNetwork, ReadError> {
        let fault = |error: &dyn std::fmt::Display| damaged(&self.name, &format!("{error} (looking up {address})"));
        if address.is_ipv6() && self.reader.metadata().ip_version == 4 {
            return Ok(IpNetwork::default());
        }
        let found = self.reader.lookup(address).map_err(|error| fault(&error))?;
        let record: Option<MaxMindRecord<'_>> = found.decode().map_err(|error| fault(&error))?;
        Ok(record.map_or_else(IpNetwork::default, |record| record.network()))
    }
}

fn damaged(name: &str, error: &dyn std::fmt::Display) -> ReadError {
    let what = format!("expected a whole MaxMind DB file, but: {error}");
    ReadError::new(name, what, "Download it again, or leave it out of `mmdb` under [networks]")
}
