/* Preloaded into the real program: records every write and sync of the files whose path holds $RECORD_MATCH
   into $RECORD_INTO, with every write to standard output as an acknowledgement between them; and lets
   writes fail on request. Built by the tests with: gcc -shared -fPIC -O1 -o powercut.so powercut.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int record_fd = -1;
static const char *match;
static long calls, fail_from;
static int fail_errno;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_ftruncate64)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_pwrite64 = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
    real_ftruncate64 = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    match = getenv("RECORD_MATCH");
    const char *into = getenv("RECORD_INTO");
    if (match && into) record_fd = open(into, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

/* From the n-th call from now on, every write and sync of a matching file fails; 0 lets all pass. */
void fail_writes_from(long n, int error) {
    calls = 0;
    fail_from = n;
    fail_errno = error;
}

static int ours(int fd, char *path) {
    char link[64];
    if (!match || fd < 0 || fd == record_fd) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 255);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, match) && !strstr(path, "-shm");
}

static int fails(void) {
    calls++;
    if (!fail_from || calls < fail_from) return 0;
    errno = fail_errno;
    return 1;
}

/* kind, nothing, length of the path, offset, length of the data, path, data */
static void record(char kind, const char *path, int64_t offset, const void *data, uint32_t size) {
    if (record_fd < 0) return;
    uint16_t named = path ? strlen(path) : 0;
    size_t total = 16 + named + size;
    char *row = calloc(1, total);
    row[0] = kind;
    memcpy(row + 2, &named, 2);
    memcpy(row + 4, &offset, 8);
    memcpy(row + 12, &size, 4);
    if (named) memcpy(row + 16, path, named);
    if (size) memcpy(row + 16 + named, data, size);
    if (real_write(record_fd, row, total) != (ssize_t)total) abort();
    free(row);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    char path[256];
    int mine = ours(fd, path);
    if (mine && fails()) return -1;
    ssize_t done = real_pwrite(fd, data, size, offset);
    if (mine && done > 0) record('W', path, offset, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    char path[256];
    int mine = ours(fd, path);
    if (mine && fails()) return -1;
    ssize_t done = real_pwrite64(fd, data, size, offset);
    if (mine && done > 0) record('W', path, offset, data, done);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) {
    char path[256];
    int mine = fd != 1 && ours(fd, path);
    if (mine && fails()) return -1;
    ssize_t done = real_write(fd, data, size);
    if (done <= 0) return done;
    if (fd == 1) record('A', 0, 0, data, done);
    else if (mine) record('W', path, lseek(fd, 0, SEEK_CUR) - done, data, done);
    return done;
}

int ftruncate(int fd, off_t size) {
    char path[256];
    int mine = ours(fd, path);
    if (mine && fails()) return -1;
    int failed = real_ftruncate(fd, size);
    if (mine && !failed) record('T', path, size, 0, 0);
    return failed;
}

int ftruncate64(int fd, off64_t size) {
    char path[256];
    int mine = ours(fd, path);
    if (mine && fails()) return -1;
    int failed = real_ftruncate64(fd, size);
    if (mine && !failed) record('T', path, size, 0, 0);
    return failed;
}

int fsync(int fd) {
    char path[256];
    int mine = ours(fd, path);
    if (mine && fails()) return -1;
    int failed = real_fsync(fd);
    if (mine && !failed) record('S', path, 0, 0, 0);
    return failed;
}

int fdatasync(int fd) {
    char path[256];
    int mine = ours(fd, path);
    if (mine && fails()) return -1;
    int failed = real_fdatasync(fd);
    if (mine && !failed) record('S', path, 0, 0, 0);
    return failed;
}

int unlink(const char *path) {
    int failed = real_unlink(path);
    if (!failed && match && strstr(path, match) && !strstr(path, "-shm")) record('U', path, 0, 0, 0);
    return failed;
}
