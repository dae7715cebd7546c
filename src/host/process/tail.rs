//! The end of a long output, in memory that does not grow with it.

/// Keeps the last bytes of what it is given.
pub(super) struct Tail {
    bytes: Vec<u8>,
    kept: usize,
}

impl Tail {
    /// Keeps this many bytes.
    pub(super) fn of(kept: usize) -> Self {
        Self {
            bytes: Vec::new(),
            kept,
        }
    }

    /// Takes in what comes next. Older bytes are dropped only when as many have gathered as are kept, so that many
    /// small pieces do not each move all of them.
    pub(super) fn push(&mut self, piece: &[u8]) {
        let start = piece.len().saturating_sub(self.kept);
        if start > 0 {
            self.bytes.clear();
        }
        self.bytes
            .extend_from_slice(piece.get(start..).unwrap_or_default());
        if self.bytes.len() > 2 * self.kept {
            self.cut();
        }
    }

    /// The last bytes.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.cut();
        self.bytes
    }

    fn cut(&mut self) {
        let surplus = self.bytes.len().saturating_sub(self.kept);
        self.bytes.drain(..surplus);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_bytes_are_kept_however_they_come() {
        let all: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        for size in [1, 7, 99, 100, 101, 250, 10_000] {
            let mut tail = Tail::of(100);
            for piece in all.chunks(size) {
                tail.push(piece);
                assert!(tail.bytes.len() <= 200, "memory is bounded");
            }
            assert_eq!(tail.into_bytes(), all.split_at(9_900).1, "pieces of {size}");
        }
    }

    #[test]
    fn what_is_shorter_is_kept_whole() {
        let mut tail = Tail::of(100);
        tail.push(b"ab");
        tail.push(b"c");
        assert_eq!(tail.into_bytes(), b"abc");
    }
}
