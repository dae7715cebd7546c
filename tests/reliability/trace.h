/* Writes down what a program changes below the folder, in order, so that `trace.rs` can tell what a disk may hold after
 * the power went at any moment of it. Included by `shim.c`; it is on where the environment names a file:
 *
 *   STRIKE_TRACE  a file to which each change that was made is added: five 64-bit numbers (what was done, the number of
 *                 the file, a place or length in it, how long the path and how many bytes are that follow), path, bytes
 *
 * What is written to standard output and standard error stands there too: from then on something was promised.
 */
enum done {
    MADE = 1,
    MADE_FOLDER,
    RENAMED, /* the new path stands in the place of the bytes */
    LINKED,  /* so it does here */
    REMOVED,
    WRITTEN,
    CUT,
    FLUSHED,
    PRINTED,
};

static int trace = -1;

static void begin_trace(void) {
    const char *path = getenv("STRIKE_TRACE");
    if (path)
        trace = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

static uint64_t number_of(int descriptor) {
    struct stat facts;
    return fstat(descriptor, &facts) ? 0 : facts.st_ino;
}

static void note(enum done done, uint64_t file, uint64_t place, const char *path, const void *bytes, size_t count) {
    int error = errno;
    if (trace >= 0) {
        uint64_t head[] = {done, file, place, strlen(path), count};
        struct iovec parts[] = {{head, sizeof head}, {(void *)path, strlen(path)}, {(void *)bytes, count}};
        /* Past the call that is caught here. A trace that is cut off cannot be read. */
        if (syscall(SYS_writev, trace, parts, 3) < 0)
            abort();
    }
    errno = error;
}

static void note_file(enum done done, int descriptor, uint64_t place) {
    note(done, number_of(descriptor), place, "", "", 0);
}

/* A file or folder that was made, or a name that was removed. */
static void note_path(enum done done, int directory, const char *path) {
    char whole[2 * PATH_MAX];
    struct stat facts;
    int error = errno;
    if (whole_path(directory, path, whole)) {
        int is_there = !fstatat(AT_FDCWD, whole, &facts, AT_SYMLINK_NOFOLLOW);
        note(done, is_there ? facts.st_ino : 0, 0, whole, "", 0);
    }
    errno = error;
}

static void note_placing(enum done done, const char *from, const char *to) {
    note(done, 0, 0, from, to, strlen(to));
}

/* What was written, at the place given or, with none, up to where the file stands now. */
static void note_write(int counts, int descriptor, off_t place, const struct iovec *parts, ssize_t written) {
    int error = errno;
    if (written > 0 && trace >= 0 && (counts || descriptor == 1 || descriptor == 2)) {
        off_t at = place < 0 && counts ? lseek(descriptor, 0, SEEK_CUR) - written : place;
        for (; written > 0; parts++) {
            size_t count = (size_t)written < parts->iov_len ? (size_t)written : parts->iov_len;
            note(counts ? WRITTEN : PRINTED, number_of(descriptor), at, "", parts->iov_base, count);
            at += count;
            written -= count;
        }
    }
    errno = error;
}
