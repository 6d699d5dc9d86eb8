/*
 * The floor: connections of a WebSocket client that has no library. The request and one masked frame are fixed bytes, written
 * to each connection; epoll then waits for ever, as it would for the server's next message.
 *
 * usage: floor_worker PORT CONNECTIONS
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define SECONDS_TO_LIVE 120

static const char request[] =
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: echo\r\n\r\n";

/* FIN + text, masked with zeros, "hello" (RFC 6455 5.2) */
static const unsigned char frame[] = {0x81, 0x85, 0, 0, 0, 0, 'h', 'e', 'l', 'l', 'o'};

static int connect_to(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
        write(fd, request, sizeof request - 1) != sizeof request - 1 || write(fd, frame, sizeof frame) != sizeof frame)
        exit(1);
    return fd;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    alarm(SECONDS_TO_LIVE);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < atoi(argv[2]); i++) {
        int fd = connect_to(atoi(argv[1]));
        struct epoll_event interest = {.events = EPOLLIN, .data.fd = fd};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &interest) != 0)
            return 1;
    }
    for (;;) {
        static char received[4096];
        struct epoll_event ready;
        if (epoll_wait(epoll, &ready, 1, -1) == 1 && read(ready.data.fd, received, sizeof received) <= 0)
            return 1;
    }
}
