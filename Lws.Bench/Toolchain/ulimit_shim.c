/*
 * Preloaded into a program, answers its questions about the limit of open files with $REPORTED_ULIMIT, so that the cost of a
 * high `ulimit -n` is seen on a machine that does not grant it. The true limit stays what it is.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static long reported(void)
{
    const char *text = getenv("REPORTED_ULIMIT");
    return text ? atol(text) : 0;
}

static void replace(int resource, struct rlimit *limit)
{
    if (resource == RLIMIT_NOFILE && limit && reported() > 0)
        limit->rlim_cur = limit->rlim_max = (rlim_t)reported();
}

long sysconf(int name)
{
    static long (*next)(int);
    if (name == _SC_OPEN_MAX && reported() > 0)
        return reported();
    if (!next)
        next = (long (*)(int))dlsym(RTLD_NEXT, "sysconf");
    return next(name);
}

int getdtablesize(void)
{
    return (int)sysconf(_SC_OPEN_MAX);
}

int getrlimit(__rlimit_resource_t resource, struct rlimit *limit)
{
    static int (*next)(__rlimit_resource_t, struct rlimit *);
    if (!next)
        next = (int (*)(__rlimit_resource_t, struct rlimit *))dlsym(RTLD_NEXT, "getrlimit");
    int result = next(resource, limit);
    if (result == 0)
        replace((int)resource, limit);
    return result;
}

int getrlimit64(__rlimit_resource_t resource, struct rlimit64 *limit)
{
    return getrlimit(resource, (struct rlimit *)limit);
}
