/*
 * A libwebsockets client: connects, sends one message on each connection, and serves what comes.
 *
 * usage: libwebsockets_worker PORT CONNECTIONS FD_LIMIT_PER_THREAD      (0: no limit of its own)
 */
#include <libwebsockets.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS_TO_LIVE 120

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t length)
{
    (void)user, (void)in, (void)length;
    switch (reason) {
    case LWS_CALLBACK_CLIENT_ESTABLISHED:
        lws_callback_on_writable(wsi);
        return 0;
    case LWS_CALLBACK_CLIENT_WRITEABLE: {
        unsigned char buffer[LWS_PRE + 5];
        memcpy(buffer + LWS_PRE, "hello", 5);
        return lws_write(wsi, buffer + LWS_PRE, 5, LWS_WRITE_TEXT) == 5 ? 0 : -1;
    }
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    case LWS_CALLBACK_CLIENT_CLOSED:
        exit(1);
    default:
        return 0;
    }
}

static const struct lws_protocols protocols[] = {{"echo", on_event, 0, 4096, 0, NULL, 0}, {0}};

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    alarm(SECONDS_TO_LIVE);
    lws_set_log_level(LLL_ERR, NULL);

    struct lws_context_creation_info info = {0};
    info.port = CONTEXT_PORT_NO_LISTEN;
    info.protocols = protocols;
    info.fd_limit_per_thread = (unsigned)atoi(argv[3]);
    struct lws_context *context = lws_create_context(&info);
    if (!context)
        return 1;

    for (int i = 0; i < atoi(argv[2]); i++) {
        struct lws_client_connect_info to = {0};
        to.context = context;
        to.address = to.host = "127.0.0.1";
        to.port = atoi(argv[1]);
        to.path = "/";
        to.protocol = "echo";
        if (!lws_client_connect_via_info(&to))
            return 1;
    }
    while (lws_service(context, 0) >= 0)
        ;
    return 1;
}
