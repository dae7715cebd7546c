//! Identifiers: UUIDv7 for everything that is stored, and the handle that people see and type.
//!
//! UUIDv7 is RFC 9562, section 5.7: 48 bits of Unix milliseconds, 4 of version, 12 that count within a
//! millisecond here (section 6.2, method 1), 2 of variant, 62 of randomness.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The 32 letters of a handle: lower case, without `0`, `1`, `l` and `o`, which look like another.
pub const HANDLE_ALPHABET: &str = "23456789abcdefghijkmnpqrstuvwxyz";

/// How many letters a whole handle has: 12 letters of 5 bits, the last 60 bits of the identifier.
pub const HANDLE_LENGTH: usize = 12;

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(formatter)
            }
        }
    };
}

identifier! {
    /// Names an entry for ever.
    EntryId
}
identifier! {
    /// Names an exploration for ever.
    ExplorationId
}
identifier! {
    /// Names the machine on which a record was written.
    MachineId
}
identifier! {
    /// Names the step, the changes that one command made together.
    StepId
}

impl EntryId {
    /// The whole handle of the entry: [`HANDLE_LENGTH`] letters of [`HANDLE_ALPHABET`].
    pub fn handle(&self) -> String {
        handle_of(self.0)
    }
}

impl StepId {
    /// The whole handle of the step.
    pub fn handle(&self) -> String {
        handle_of(self.0)
    }
}

/// The last 60 bits, which are random in UUIDs of versions 4, 5 and 7, five bits a letter.
fn handle_of(id: Uuid) -> String {
    let bits = id.as_u128();
    (0..HANDLE_LENGTH)
        .rev()
        .filter_map(|place| {
            let letter = (bits >> (place * 5)) & 31;
            HANDLE_ALPHABET.as_bytes().get(letter as usize)
        })
        .map(|byte| char::from(*byte))
        .collect()
}

/// Makes identifiers from one instant and one seed, each greater than the one before.
#[derive(Debug, Clone)]
pub struct Identifiers {
    milliseconds: u64,
    counter: u16,
    state: u128,
}

impl Identifiers {
    /// A generator for one command. `milliseconds` are Unix time; what lies before 1970 counts as 1970. The seed must
    /// be one that no other command was given.
    pub fn new(milliseconds: i64, seed: [u8; 16]) -> Self {
        Self {
            milliseconds: u64::try_from(milliseconds).unwrap_or(0),
            counter: 0,
            state: u128::from_be_bytes(seed),
        }
    }

    /// The next identifier.
    pub fn next_id(&mut self) -> Uuid {
        let random = self.random();
        let id = version_seven(self.milliseconds, self.counter, u128::from(random));
        self.counter += 1;
        if self.counter == 1 << 12 {
            self.counter = 0;
            self.milliseconds += 1;
        }
        id
    }

    /// PCG XSL RR 128/64 (O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
    /// Random Number Generation", 2014): every seed gives its own sequence.
    fn random(&mut self) -> u64 {
        const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;
        const INCREMENT: u128 = 0x5851_f42d_4c95_7f2d_1405_7b7e_f767_814f;
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let folded = self.state ^ (self.state >> 64);
        let rotation = (self.state >> 122) as u32;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the lower half is what is wanted"
        )]
        (folded as u64).rotate_right(rotation)
    }
}

/// The name space of identifiers that are made from content, so that one text always gets the same.
const CONTENT: Uuid = Uuid::from_u128(0x6f6c_6966_6f00_5a5a_8000_6a6f_7572_6e61);

impl EntryId {
    /// The identifier of an imported entry that brings none: the same content at the same time has the same identifier,
    /// so that importing a file twice adds nothing. `milliseconds` are the Unix time at which it happened, 0 if unknown.
    pub fn from_content(milliseconds: i64, content: &str) -> Self {
        let digest = Uuid::new_v5(&CONTENT, content.as_bytes()).into_bytes();
        let [_, _, _, _, high, low, ..] = digest;
        let counter = u16::from_be_bytes([high, low]) & 0x0fff;
        let milliseconds = u64::try_from(milliseconds).unwrap_or(0);
        Self(version_seven(
            milliseconds,
            counter,
            u128::from_be_bytes(digest),
        ))
    }
}

fn version_seven(milliseconds: u64, counter: u16, random: u128) -> Uuid {
    let random = random & ((1 << 62) - 1);
    let bits = (u128::from(milliseconds) & ((1 << 48) - 1)) << 80
        | 0x7 << 76
        | u128::from(counter & 0x0fff) << 64
        | 0b10 << 62
        | random;
    Uuid::from_u128(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_version_seven_and_grow_within_one_command() {
        let mut identifiers = Identifiers::new(1_700_000_000_000, [0xff; 16]);
        let made: Vec<Uuid> = (0..10_000).map(|_| identifiers.next_id()).collect();
        assert!(made.windows(2).all(|pair| matches!(pair, [a, b] if a < b)));
        assert!(made.iter().all(|id| id.get_version_num() == 7));
        assert!(
            made.iter()
                .all(|id| id.get_variant() == uuid::Variant::RFC4122)
        );
    }

    #[test]
    fn another_seed_gives_other_identifiers() {
        let [mut one, mut other] = [[1; 16], [2; 16]].map(|seed| Identifiers::new(5, seed));
        let handles = |identifiers: &mut Identifiers| handle_of(identifiers.next_id());
        assert_ne!(handles(&mut one), handles(&mut other));
        assert_ne!(handles(&mut one), handles(&mut one));
    }

    #[test]
    fn a_handle_has_twelve_letters_without_look_alikes() {
        let handle = EntryId(Uuid::from_u128(u128::MAX)).handle();
        assert_eq!(handle, "zzzzzzzzzzzz");
        assert_eq!(EntryId(Uuid::nil()).handle(), "222222222222");
        assert!(!HANDLE_ALPHABET.contains(['0', '1', 'l', 'o']));
        assert_eq!(HANDLE_ALPHABET.len(), 32);
    }

    #[test]
    fn the_same_content_at_the_same_time_has_the_same_identifier() {
        let id = EntryId::from_content(5, "a");
        assert_eq!(id, EntryId::from_content(5, "a"));
        assert_ne!(id, EntryId::from_content(6, "a"));
        assert_ne!(id, EntryId::from_content(5, "b"));
        assert_eq!(id.0.get_version_num(), 7);
    }
}
