/* A disk that takes two seconds to keep what it was told, while the file SLOW_WHILE names is there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int kept(const char *how, int file) {
  const char *slow = getenv("SLOW_WHILE");
  if (slow != NULL && access(slow, F_OK) == 0) {
    sleep(2);
  }
  return ((int (*)(int)) dlsym(RTLD_NEXT, how))(file);
}

int fsync(int file) { return kept("fsync", file); }

int fdatasync(int file) { return kept("fdatasync", file); }
