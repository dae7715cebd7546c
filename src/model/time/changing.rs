//! For tests: zones whose clocks change in every way that clocks have changed since 1970.

use chrono_tz::Tz;

use super::ChronoZone;

/// Changes at night and at midnight, by half an hour and by two, forward over midnight and back over it, days that were
/// left out, and none at all.
pub(crate) static ZONES: [ChronoZone<Tz>; 16] = [
    ChronoZone(Tz::UTC),
    ChronoZone(Tz::Europe__Berlin),
    ChronoZone(Tz::Europe__Lisbon),
    ChronoZone(Tz::America__New_York),
    ChronoZone(Tz::America__Sao_Paulo),
    ChronoZone(Tz::America__Havana),
    ChronoZone(Tz::America__St_Johns),
    ChronoZone(Tz::America__Asuncion),
    ChronoZone(Tz::Africa__Cairo),
    ChronoZone(Tz::Africa__Casablanca),
    ChronoZone(Tz::Asia__Beirut),
    ChronoZone(Tz::Asia__Kathmandu),
    ChronoZone(Tz::Asia__Tehran),
    ChronoZone(Tz::Australia__Lord_Howe),
    ChronoZone(Tz::Pacific__Apia),
    ChronoZone(Tz::Pacific__Kwajalein),
];
