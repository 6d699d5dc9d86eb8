/*
 * The floor: an echo server without WebSocket. What comes from a connection goes back to it as it is, with one read and one write;
 * what any server costs above this is the price of its protocol. Level-triggered epoll, one thread, until it is killed.
 *
 * A connection has no state in user space but a pointer, found by its descriptor: to what the kernel did not take of the last
 * write, NULL while there is nothing. As long as there is, the connection is not read from, so one such rest is enough.
 *
 * usage: floor --port PORT
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 4096
#define EVENTS 256
#define BUFFER (256 * 1024)

struct rest {
    size_t length;
    size_t sent;
    char bytes[];
};

static int epoll;
static struct rest **rests;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void drop(int fd)
{
    free(rests[fd]);
    rests[fd] = NULL;
    close(fd);
}

static void watch(int operation, int fd, uint32_t events)
{
    struct epoll_event interest = {.events = events, .data.fd = fd};
    if (epoll_ctl(epoll, operation, fd, &interest) != 0)
        fail("epoll_ctl");
}

static void keep(int fd, const char *bytes, size_t length)
{
    struct rest *rest = malloc(sizeof *rest + length);
    if (!rest)
        fail("malloc");
    rest->length = length;
    rest->sent = 0;
    memcpy(rest->bytes, bytes, length);
    rests[fd] = rest;
    watch(EPOLL_CTL_MOD, fd, EPOLLOUT);
}

static void echo(int fd)
{
    static char buffer[BUFFER];
    ssize_t length = read(fd, buffer, sizeof buffer);
    if (length <= 0) {
        if (length == 0 || errno != EAGAIN)
            drop(fd);
        return;
    }

    ssize_t sent = write(fd, buffer, (size_t)length);
    if (sent == length)
        return;
    if (sent < 0 && errno != EAGAIN) {
        drop(fd);
        return;
    }
    if (sent < 0)
        sent = 0;
    keep(fd, buffer + sent, (size_t)(length - sent));
}

static void send_rest(int fd)
{
    struct rest *rest = rests[fd];
    ssize_t sent = write(fd, rest->bytes + rest->sent, rest->length - rest->sent);
    if (sent < 0) {
        if (errno != EAGAIN)
            drop(fd);
        return;
    }

    rest->sent += (size_t)sent;
    if (rest->sent == rest->length) {
        free(rest);
        rests[fd] = NULL;
        watch(EPOLL_CTL_MOD, fd, EPOLLIN);
    }
}

static void accept_all(int listener)
{
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
        watch(EPOLL_CTL_ADD, fd, EPOLLIN);
    if (errno != EAGAIN && errno != ECONNABORTED)
        fail("accept4");
}

static int listen_on(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    /* accepted sockets inherit TCP_NODELAY (tcp(7)) */
    if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
        bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, BACKLOG) != 0)
        fail("listen");
    return listener;
}

int main(int argc, char **argv)
{
    if (argc != 3 || strcmp(argv[1], "--port") != 0) {
        fprintf(stderr, "usage: floor --port PORT\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);

    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        fail("getrlimit");
    /* untouched pages of it cost nothing */
    rests = calloc(files.rlim_cur, sizeof *rests);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!rests || epoll < 0)
        fail("epoll_create1");
    int listener = listen_on(atoi(argv[2]));
    watch(EPOLL_CTL_ADD, listener, EPOLLIN);

    for (;;) {
        static struct epoll_event ready[EVENTS];
        int count = epoll_wait(epoll, ready, EVENTS, -1);
        if (count < 0 && errno != EINTR)
            fail("epoll_wait");
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener)
                accept_all(listener);
            else if (rests[fd])
                send_rest(fd);
            else
                echo(fd);
        }
    }
}
