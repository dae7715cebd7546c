/* Strikes a program when it writes: loaded ahead of the C library (LD_PRELOAD), it counts every call that changes a
 * file below one folder, and lets the call with a given number fail, stop half-way, or be the last thing that the
 * program does. What it is to do stands in the environment, and `shim.rs` writes that:
 *
 *   STRIKE_UNDER  the folder
 *   STRIKE_TALLY  a file of four 64-bit numbers: calls counted, calls struck, the greatest memory in KiB, which is
 *                 written when the program ends, and calls counted that put a file in its place
 *   STRIKE_AT     the number of the call, from 1; 0 only counts; with a `p` before it, only those count that put
 *                 a file in its place
 *   STRIKE_WITH   an errno as a number; `half` (half of the bytes are written; what is no writing finds no room);
 *                 `kill`; `torn` (half of the bytes are written, and the program is killed)
 *   STRIKE_ON     `once`, or `lasting`: every later call fails too
 *   STRIKE_TRACE  where it writes down what was changed, see `trace.h`
 *
 * Memory that is mapped, such as SQLite's `-shm`, is written without a call and is not counted. A full disk or a quota
 * refuses only what needs room: with ENOSPC and EDQUOT, only such calls count.
 *
 * Most calls are those of the C library. Putting a file in its place (renaming, linking) is asked of the kernel by
 * whoever likes, so the kernel is told to send a signal for it (seccomp(2)); where that cannot be had, it is not counted.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

struct tally {
    uint64_t calls;
    uint64_t struck;
    uint64_t memory;
    uint64_t placings;
};

enum need { NEEDS_ROOM, NEEDS_NONE };
enum verdict { PASS, FAIL, HALF, TORN };

static const char *folder;
static size_t folder_length;
static struct tally *tally;
static uint64_t strike_at;
static uint64_t at_placing;
static int lasting;
static int with_errno;
static enum { ERROR, SHORT, KILL, TEAR } way;

static void catch_placing(void);
static int whole_path(int directory, const char *path, char *whole);

#include "trace.h"

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("STRIKE_TALLY");
    folder = getenv("STRIKE_UNDER");
    if (!path || !folder)
        return;
    folder_length = strlen(folder);
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return;
    void *mapped = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    const char *at = getenv("STRIKE_AT");
    const char *with = getenv("STRIKE_WITH");
    const char *on = getenv("STRIKE_ON");
    at_placing = at && *at == 'p' ? strtoull(at + 1, NULL, 10) : 0;
    strike_at = at && !at_placing ? strtoull(at, NULL, 10) : 0;
    lasting = on && !strcmp(on, "lasting");
    with = with ? with : "";
    if (!strcmp(with, "half"))
        way = SHORT, with_errno = ENOSPC;
    else if (!strcmp(with, "kill"))
        way = KILL;
    else if (!strcmp(with, "torn"))
        way = TEAR;
    else
        way = ERROR, with_errno = atoi(with);
    if (mapped == MAP_FAILED)
        return;
    tally = mapped;
    begin_trace();
    catch_placing();
}

/* The greatest memory of this program alone: what getrusage tells includes the program that started it. */
__attribute__((destructor)) static void end(void) {
    char line[256];
    FILE *status = tally ? fopen("/proc/self/status", "r") : NULL;
    while (status && fgets(line, sizeof line, status))
        if (!strncmp(line, "VmHWM:", 6))
            tally->memory = strtoull(line + 6, NULL, 10);
    if (status)
        fclose(status);
}

static int is_below(const char *path) {
    return !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

/* Puts a path into `whole`, which has room for two, from the root on. */
static int whole_path(int directory, const char *path, char *whole) {
    char link[64];
    if (*path == '/')
        return snprintf(whole, 2 * PATH_MAX, "%s", path) > 0;
    if (directory == AT_FDCWD)
        snprintf(link, sizeof link, "/proc/self/cwd");
    else
        snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
    ssize_t length = readlink(link, whole, PATH_MAX);
    if (length >= 0)
        snprintf(whole + length, 2 * PATH_MAX - length, "/%s", path);
    return length >= 0;
}

static int counts_path(int directory, const char *path) {
    char whole[2 * PATH_MAX];
    return tally && path && whole_path(directory, path, whole) && is_below(whole);
}

static int counts_file(int descriptor) {
    char link[64], path[PATH_MAX + 1];
    if (!tally)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_below(path);
}

static enum verdict judge(int counts, enum need need) {
    if (!counts || (need == NEEDS_NONE && (with_errno == ENOSPC || with_errno == EDQUOT)))
        return PASS;
    uint64_t number = __atomic_add_fetch(&tally->calls, 1, __ATOMIC_SEQ_CST);
    if (!strike_at || number < strike_at || (number > strike_at && !lasting))
        return PASS;
    __atomic_add_fetch(&tally->struck, 1, __ATOMIC_SEQ_CST);
    if (way == KILL)
        kill(getpid(), SIGKILL);
    errno = with_errno;
    if (number == strike_at && way == SHORT)
        return HALF;
    return way == TEAR ? TORN : FAIL;
}

static int refuses(enum verdict verdict) {
    if (verdict == TORN)
        kill(getpid(), SIGKILL);
    return verdict != PASS;
}

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        abort();
    return found;
}

/* Writes, of which a half may be done. `parts` and `place` say what is written and where; -1 is where the file stands. */
#define WRITE(name, parameters, count, whole, half, parts, place)                                                      \
    ssize_t name parameters {                                                                                          \
        int counts = counts_file(descriptor);                                                                          \
        enum verdict verdict = judge(counts, NEEDS_ROOM);                                                              \
        if (verdict == PASS) {                                                                                         \
            ssize_t written = REAL(name) whole;                                                                        \
            note_write(counts, descriptor, place, parts, written);                                                     \
            return written;                                                                                            \
        }                                                                                                              \
        int error = errno;                                                                                             \
        ssize_t written = (verdict == FAIL || (count) < 2) ? -1 : REAL(name) half;                                     \
        if (verdict == TORN)                                                                                           \
            kill(getpid(), SIGKILL);                                                                                   \
        errno = error;                                                                                                 \
        return written;                                                                                                \
    }

#define ALL_BYTES &((struct iovec){(void *)bytes, count})

WRITE(write, (int descriptor, const void *bytes, size_t count), count, (descriptor, bytes, count),
      (descriptor, bytes, count / 2), ALL_BYTES, -1)
WRITE(pwrite, (int descriptor, const void *bytes, size_t count, off_t offset), count,
      (descriptor, bytes, count, offset), (descriptor, bytes, count / 2, offset), ALL_BYTES, offset)
WRITE(pwrite64, (int descriptor, const void *bytes, size_t count, off64_t offset), count,
      (descriptor, bytes, count, offset), (descriptor, bytes, count / 2, offset), ALL_BYTES, offset)
WRITE(writev, (int descriptor, const struct iovec *parts, int count), count, (descriptor, parts, count),
      (descriptor, parts, count / 2), parts, -1)

/* All other calls are done or not. */
#define CHANGE(name, parameters, counts, need, arguments, noted)                                                       \
    int name parameters {                                                                                              \
        int counted = counts;                                                                                          \
        if (refuses(judge(counted, need)))                                                                             \
            return -1;                                                                                                 \
        int result = REAL(name) arguments;                                                                             \
        if (result == 0 && counted)                                                                                    \
            noted;                                                                                                     \
        return result;                                                                                                 \
    }

CHANGE(fsync, (int descriptor), counts_file(descriptor), NEEDS_ROOM, (descriptor), note_file(FLUSHED, descriptor, 0))
CHANGE(fdatasync, (int descriptor), counts_file(descriptor), NEEDS_ROOM, (descriptor),
       note_file(FLUSHED, descriptor, 0))
CHANGE(ftruncate, (int descriptor, off_t length), counts_file(descriptor), NEEDS_NONE, (descriptor, length),
       note_file(CUT, descriptor, length))
CHANGE(ftruncate64, (int descriptor, off64_t length), counts_file(descriptor), NEEDS_NONE, (descriptor, length),
       note_file(CUT, descriptor, length))
CHANGE(fchmod, (int descriptor, mode_t mode), counts_file(descriptor), NEEDS_NONE, (descriptor, mode), (void)0)
CHANGE(chmod, (const char *path, mode_t mode), counts_path(AT_FDCWD, path), NEEDS_NONE, (path, mode), (void)0)
CHANGE(unlink, (const char *path), counts_path(AT_FDCWD, path), NEEDS_NONE, (path),
       note_path(REMOVED, AT_FDCWD, path))
CHANGE(unlinkat, (int directory, const char *path, int flags), counts_path(directory, path), NEEDS_NONE,
       (directory, path, flags), note_path(REMOVED, directory, path))
CHANGE(mkdir, (const char *path, mode_t mode), counts_path(AT_FDCWD, path), NEEDS_ROOM, (path, mode),
       note_path(MADE_FOLDER, AT_FDCWD, path))

/* Opening a file that is made if it is not there. */
#define OPEN(name, parameters, directory, arguments)                                                                   \
    int name parameters {                                                                                              \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                                        \
        va_end(rest);                                                                                                  \
        int counts = (flags & O_CREAT) && counts_path(directory, path);                                                \
        if (refuses(judge(counts, NEEDS_ROOM)))                                                                        \
            return -1;                                                                                                 \
        int is_new = counts && faccessat(directory, path, F_OK, AT_SYMLINK_NOFOLLOW);                                  \
        int descriptor = REAL(name) arguments;                                                                         \
        if (descriptor >= 0 && is_new)                                                                                 \
            note_path(MADE, directory, path);                                                                          \
        else if (descriptor >= 0 && counts && flags & O_TRUNC)                                                         \
            note_file(CUT, descriptor, 0);                                                                             \
        return descriptor;                                                                                             \
    }

OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(openat, (int directory, const char *path, int flags, ...), directory, (directory, path, flags, mode))
OPEN(openat64, (int directory, const char *path, int flags, ...), directory, (directory, path, flags, mode))

/* Calls that put a file in its place. The kernel takes up to five arguments of each; a sixth that says so lets one pass. */
#define PASSED_ON 0x666f6c69

#if defined(__x86_64__)
#define REGISTER(context, name, place) ((context)->uc_mcontext.gregs[REG_##name])
#elif defined(__aarch64__)
#define REGISTER(context, name, place) ((context)->uc_mcontext.regs[place])
#endif

#ifdef REGISTER
#define RESULT(context) REGISTER(context, RAX, 0)

/* Does what the call asked for, or does not, and gives its result back to where it was asked. */
static void place(int signal, siginfo_t *about, void *state) {
    (void)signal;
    ucontext_t *context = state;
    int error = errno;
    long first = REGISTER(context, RDI, 0), second = REGISTER(context, RSI, 1), third = REGISTER(context, RDX, 2);
    long fourth = REGISTER(context, R10, 3), fifth = REGISTER(context, R8, 4);
    int from_directory = (int)first, directory = (int)third;
    const char *from = (const char *)second, *to = (const char *)fourth;
    int links = about->si_syscall == SYS_linkat;
#ifdef SYS_rename
    if (about->si_syscall == SYS_rename || about->si_syscall == SYS_link) {
        from_directory = directory = AT_FDCWD, from = (const char *)first, to = (const char *)second;
        links = about->si_syscall == SYS_link;
    }
#endif
    int counts = counts_path(directory, to);
    if (counts && ++tally->placings == at_placing)
        strike_at = tally->calls + 1;
    int refused = refuses(judge(counts, NEEDS_ROOM));
    if (!refused && syscall(about->si_syscall, first, second, third, fourth, fifth, PASSED_ON) == 0) {
        RESULT(context) = 0;
        char old_path[2 * PATH_MAX], new_path[2 * PATH_MAX];
        if (counts && whole_path(from_directory, from, old_path) && whole_path(directory, to, new_path))
            note_placing(links ? LINKED : RENAMED, old_path, new_path);
    } else {
        RESULT(context) = -errno;
    }
    errno = error;
}

#define HOLDS(part) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, part))
#define CATCH(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP)

static void catch_placing(void) {
    struct sock_filter filter[] = {
        HOLDS(args[5]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PASSED_ON, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        HOLDS(nr),
#ifdef SYS_rename
        CATCH(SYS_rename),
        CATCH(SYS_link),
#endif
#ifdef SYS_renameat
        CATCH(SYS_renameat),
#endif
        CATCH(SYS_renameat2),
        CATCH(SYS_linkat),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    struct sigaction action = {.sa_sigaction = place, .sa_flags = SA_SIGINFO};
    if (!sigaction(SIGSYS, &action, NULL) && !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
#else
static void catch_placing(void) {
}
#endif
