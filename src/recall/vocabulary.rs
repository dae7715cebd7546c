//! The words that recall treats specially: those that report trouble, those that begin a line of progress, and the
//! names of system errors. Those that say nothing live in `text`; what is done with them is decided elsewhere.

use std::sync::LazyLock;

use foldhash::HashSet;

/// A list of words, looked up by hash: every word of an input is.
type Words = LazyLock<HashSet<&'static str>>;

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Words that report trouble wherever they stand in a line.
static TROUBLE: Words = LazyLock::new(|| {
    words(
        "error errors err fail fails failed failure failures failing panicked panic exception traceback \
         assertion asserterror fatal warning warn critical severe abort aborted aborting segmentation segfault \
         killed denied refused timeout undefined unresolved cannot unable invalid missing unexpected conflict \
         deadlock overflow leak unhandled uncaught crash crashed corrupt corrupted oom rejected unreachable \
         violation mismatch mismatched",
    )
});

/// Words with which a line begins that states trouble, when a colon or a bracket follows.
static LEVELS: Words = LazyLock::new(|| {
    words("error warning fatal panic failure failed fail critical severe exception")
});

/// Words with which a line of progress begins. Compared as written, in lower case.
static PROGRESS: Words = LazyLock::new(|| {
    words(
        "compiling checking downloading downloaded finished running fresh updating updated locking adding \
         blocking building built packaging packaged verifying documenting installing installed replacing \
         removing doc-tests doctest fixed dirty generated generating scanning linking collecting collected \
         requirement using preparing uploading uploaded unpacking unpacked selecting fetching fetched \
         resolving resolved receiving counting compressing writing reading extracting copying configuring \
         waiting starting pulling pushed cloning silly verbose verb timing http platform rootdir cachedir \
         plugins configfile added audited removed changed up-to-date make cc gcc g++ c++ clang ar ld ranlib \
         libtool libtool: notice step sending successfully passed ok get hit ign transforming rendering \
         executing",
    )
});

/// How lines go on that only sum up what was reported before, in lower case.
const SUMMARIES: &[&str] = &[
    "could not compile",
    "build failed, waiting",
    "aborting due to",
    "for more information about this error",
    "to rerun pass",
    "short test summary",
    "a complete log of this run",
    "elifecycle",
    "exit status 1",
    "recipe for target",
    "all-recursive",
    "error 1",
    "error 2",
    "some errors have detailed",
    "errno 1",
    "did not complete successfully: exit code",
    "process completed with exit code",
    "command failed with exit code",
];

/// Names of system errors (POSIX `errno.h`) that programs print.
static SYSTEM_ERRORS: Words = LazyLock::new(|| {
    words(
        "eacces eaddrinuse eaddrnotavail eagain ealready ebadf ebusy echild econnaborted econnrefused \
         econnreset edeadlk edquot eexist efault efbig ehostunreach eintr einval eio eisconn eisdir eloop \
         emfile emlink emsgsize enametoolong enetunreach enfile enobufs enodev enoent enoexec enomem enospc \
         enosys enotconn enotdir enotempty enotfound enotsup enxio eoverflow eperm epipe eproto erange \
         eresolve erofs estale etimedout etxtbsy exdev",
    )
});

/// Words before a number that make the number tell something: `exit code 137`, `HTTP 503`.
static BEFORE_TELLING_NUMBERS: Words =
    LazyLock::new(|| words("code status http signal errno exit exited returned"));

/// Words with which people speak of a failure, whatever it is: when, who, what they think of it.
static CONVERSATION: Words = LazyLock::new(|| {
    words(
        "afternoon ago always anybody anymore anyone anything anyway ask asked asking believe bit break breaks broke \
         broken came colleague come comes complain complained complaining complains day days else evening everybody \
         everyone everything fix fixed gets getting give gives go goes going gone guess guys happen happened happening \
         happens hello hey hi idea issue issues keep keeps kept kind knew know known knows lately like long look \
         looked looking looks lot make makes making maybe mean means message morning need needs never new nobody \
         nothing now odd often old ones people perhaps please problem problems put recall recently remember remembers \
         run runs running said saw say saying says seeing seem seems seen solution solve solved somebody somehow \
         someone something sometimes stands start started starts stop stopped strange stuff suddenly take takes tell \
         tells thank thanks thing things think thinks thought time times today told tomorrow tonight tried tries \
         trouble trying want wanted wants way week weeks weird went whenever work worked working works wrong \
         yesterday",
    )
});

/// Whether the word, in lower case, belongs to the way people speak rather than to what they speak of.
pub(super) fn is_conversation(word: &str) -> bool {
    CONVERSATION.contains(word)
}

/// Words that people say and programs hardly print.
static SPOKEN: Words = LazyLock::new(|| {
    words(
        "afternoon again always anybody anyone colleague evening everybody everyone i it maybe me month months morning \
         my nobody our perhaps seems since somebody somehow someone sometimes strange suddenly today tomorrow tonight \
         us we week weeks weird why yesterday",
    )
});

/// Whether the word, in lower case, is one that people say and programs hardly print.
pub(super) fn is_spoken_by_people(word: &str) -> bool {
    SPOKEN.contains(word)
}

/// Whether the word reports trouble.
pub(super) fn is_trouble(word: &str) -> bool {
    TROUBLE.contains(word)
}

/// Whether the word, followed by a colon or a bracket, opens a report of trouble.
pub(super) fn is_level(word: &str) -> bool {
    LEVELS.contains(word)
}

/// Whether a line that begins with the word tells progress.
pub(super) fn is_progress(word: &str) -> bool {
    PROGRESS.contains(word)
}

/// Whether the line only sums up what was reported before: it says that something failed, not what.
pub(super) fn is_summary(line: &str) -> bool {
    let line = line.to_lowercase();
    let mut before = None;
    line.char_indices().any(|(at, character)| {
        let is_in_word = before.replace(character).is_some_and(char::is_alphanumeric);
        !is_in_word && begins_with_summary(line.get(at..).unwrap_or_default())
    })
}

fn begins_with_summary(text: &str) -> bool {
    SUMMARIES.iter().any(|summary| {
        let behind = text.strip_prefix(summary);
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
    })
}

/// Whether a number behind the word is worth keeping.
pub(super) fn announces_number(word: &str) -> bool {
    BEFORE_TELLING_NUMBERS.contains(word.to_lowercase().as_str())
}

/// Whether the word, as it is written, names a kind of error: `E0382`, `TS2304`, `SIGSEGV`, `ENOENT`.
pub(super) fn is_error_code(written: &str) -> bool {
    let letters = written.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = written
        .bytes()
        .skip(letters)
        .take_while(u8::is_ascii_digit)
        .count();
    let is_numbered = (1..=6).contains(&letters)
        && (2..=6).contains(&digits)
        && letters + digits == written.len();
    let is_signal =
        written.starts_with("SIG") && letters == written.len() && (6..=9).contains(&letters);
    is_numbered
        || is_signal
        || (letters == written.len()
            && SYSTEM_ERRORS.contains(written.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_known_wherever_it_stands_as_whole_words() {
        for summary in [
            "error: could not compile `shop` (lib) due to 1 previous error",
            "make: *** [Makefile:344: all] Error 2",
            "npm error errno 1",
            "Process completed with exit code 101.",
        ] {
            assert!(is_summary(summary), "{summary}");
        }
        for other in [
            "error 12 while reading",
            "terror 1",
            "could not connect",
            "",
        ] {
            assert!(!is_summary(other), "{other}");
        }
    }
}
