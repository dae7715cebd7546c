//! Handing a text to the clipboard: through the program that keeps it, else through the terminal.

use crate::host::Host;

/// A program that keeps a clipboard.
struct Keeper {
    program: &'static str,
    arguments: &'static [&'static str],
    /// The environment variable without which it has no clipboard to keep.
    needs: Option<&'static str>,
    encoding: Encoding,
}

/// What a program takes a text for.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    /// The one of Windows, least significant byte first.
    Utf16,
}

/// In the order in which they are tried.
const KEEPERS: &[Keeper] = &[
    Keeper {
        program: "wl-copy",
        arguments: &[],
        needs: Some("WAYLAND_DISPLAY"),
        encoding: Encoding::Utf8,
    },
    Keeper {
        program: "xclip",
        arguments: &["-selection", "clipboard"],
        needs: Some("DISPLAY"),
        encoding: Encoding::Utf8,
    },
    Keeper {
        program: "xsel",
        arguments: &["--clipboard", "--input"],
        needs: Some("DISPLAY"),
        encoding: Encoding::Utf8,
    },
    Keeper {
        program: "pbcopy",
        arguments: &[],
        needs: None,
        encoding: Encoding::Utf8,
    },
    Keeper {
        program: "clip.exe",
        arguments: &[],
        needs: None,
        encoding: Encoding::Utf16,
    },
];

/// Where a text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    /// To the clipboard, through this program.
    Through(&'static str),
    /// To the terminal, which may or may not hand it on.
    ToTerminal,
    /// Nowhere: no clipboard was found.
    Nowhere,
}

/// Hands a text to the clipboard.
pub fn copy(text: &str, host: &mut Host) -> Copied {
    for keeper in KEEPERS {
        let is_there = |name: &str| host.environment.is_set_and_not_empty(name);
        if keeper.needs.is_none_or(is_there) && feed(keeper, text, host) {
            return Copied::Through(keeper.program);
        }
    }
    if to_terminal(text, host) {
        Copied::ToTerminal
    } else {
        Copied::Nowhere
    }
}

fn feed(keeper: &Keeper, text: &str, host: &mut Host) -> bool {
    let input = match keeper.encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    };
    let ended = host
        .processes
        .feed(keeper.program, keeper.arguments, &input);
    matches!(ended, Ok(Some(0)))
}

/// Asks the terminal to keep the text, by the sequence OSC 52 of xterm
/// (<https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>). Terminals that do not know it pass over it.
fn to_terminal(text: &str, host: &mut Host) -> bool {
    let is_dumb = host.environment.text("TERM").as_deref() == Some("dumb");
    if !host.terminal.error_is_terminal || is_dumb {
        return false;
    }
    let sequence = format!("\u{1b}]52;c;{}\u{7}", base64(text.as_bytes()));
    host.standard_error.write_all(sequence.as_bytes()).is_ok()
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |index: usize| group.get(index).copied().map_or(0, usize::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = ALPHABET.get(bits >> (18 - 6 * place) & 63);
            let digit = digit.filter(|_| place <= group.len());
            written.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::scripted::ScriptedHost;
    use crate::host::{Environment, Terminal};

    fn environment(names: &[&str]) -> Environment {
        names.iter().map(|name| (*name, ":0")).collect()
    }

    #[test]
    fn the_first_program_that_takes_the_text_is_enough() {
        let host = ScriptedHost::new()
            .environment(environment(&["DISPLAY", "WAYLAND_DISPLAY"]))
            .feeding(|program, _, input| {
                assert_eq!(input, "größer".as_bytes());
                Ok((program == "xclip").then_some(0))
            });
        let run = host.run(|host| copy("größer", host));
        assert_eq!(run.returned, Copied::Through("xclip"));
        assert_eq!(run.error_text(), "");
    }

    #[test]
    fn programs_of_a_display_are_left_alone_where_there_is_none() {
        let host = ScriptedHost::new().feeding(|program, _, input| {
            assert!(["pbcopy", "clip.exe"].contains(&program), "{program}");
            if program == "clip.exe" {
                assert_eq!(input, [0xf6, 0, b'k', 0]);
            }
            Ok(Some(i32::from(program == "pbcopy")))
        });
        let run = host.run(|host| copy("ök", host));
        assert_eq!(run.returned, Copied::Through("clip.exe"));
    }

    #[test]
    fn a_terminal_is_asked_where_no_program_is_there() {
        let host = ScriptedHost::new().terminal(Terminal::interactive(80, 24));
        let run = host.run(|host| copy("ab", host));
        assert_eq!(run.returned, Copied::ToTerminal);
        assert_eq!(run.error_text(), "\u{1b}]52;c;YWI=\u{7}");
        let run = ScriptedHost::new().run(|host| copy("ab", host));
        assert_eq!(run.returned, Copied::Nowhere);
        assert_eq!(run.error_text(), "");
    }

    #[test]
    fn base64_is_that_of_the_rfc() {
        let written =
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        let expected = [
            "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
        ];
        assert_eq!(written, expected);
    }
}
