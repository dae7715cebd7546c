//! Words that tell nothing. Which words of a text are compared, and how, is decided elsewhere.

use std::sync::LazyLock;

use foldhash::HashSet;

/// Words of English and of tool output that tell no failure from another. Compared before stemming, in lower case.
static SILENT: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a about above after again all also am an and any are as at be because been before being below between \
         both but by can could did do does doing down during each either else etc even ever few for from \
         further get got had has have having he her here him his how i if in into is it its itself just may me \
         might more most much must my of off on once only or other our out over own per rather really same she \
         should so some still such than that the their them then there these they this those through to too \
         under up us use used uses using very via was we were what when where whether which while who why will \
         with would yet you your s t ll ve re d m don doesn isn didn won let error errors err warn warning \
         warnings note notes help hint info debug trace fatal panicked traceback assertionerror failed failure \
         failures fail line lines column file see try consider found check checks checking emitted previous \
         aborting due caused e w eg ie"
        .split_whitespace()
        .collect()
});

/// Whether the word, in lower case and unstemmed, tells no failure from another.
pub fn is_silent(word: &str) -> bool {
    SILENT.contains(word)
}
