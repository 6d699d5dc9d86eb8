/*
 * The echo server of libwebsockets. It may write only when the library says that the connection is writable, so messages wait in a
 * queue of the session, each behind the LWS_PRE bytes that the library writes its header to. What comes in pieces is put together
 * first: the echo of a message is one frame. A client that does not read is not read from.
 *
 * usage: libwebsockets_server --port PORT
 */
#include <libwebsockets.h>
#include <stdlib.h>
#include <string.h>

#define MAX_MESSAGE (1 << 20)
#define MAX_QUEUED (1 << 20)
#define RECEIVE_BUFFER (64 * 1024) /* for each session: pages of it that no message has touched cost nothing */

struct message {
    struct message *next;
    size_t length;
    size_t capacity;
    enum lws_write_protocol kind;
    unsigned char bytes[]; /* LWS_PRE, then the payload */
};

struct session {
    struct message *incoming; /* begun, and not yet whole */
    struct message *first;    /* of the queue */
    struct message *last;
    size_t queued;
};

static void enqueue(struct lws *wsi, struct session *session, struct message *message)
{
    message->next = NULL;
    if (session->first)
        session->last->next = message;
    else
        session->first = message;
    session->last = message;
    session->queued += message->length;
    if (session->queued > MAX_QUEUED)
        lws_rx_flow_control(wsi, 0);
    lws_callback_on_writable(wsi);
}

static void dequeue(struct lws *wsi, struct session *session)
{
    struct message *message = session->first;
    session->first = message->next;
    session->queued -= message->length;
    if (session->queued <= MAX_QUEUED && session->queued + message->length > MAX_QUEUED)
        lws_rx_flow_control(wsi, 1);
    free(message);
}

/* The incoming message, with room for this piece and the rest of its frame: a message of one frame is allocated once. */
static struct message *make_room(struct lws *wsi, struct session *session, size_t length)
{
    struct message *message = session->incoming;
    size_t needed = (message ? message->length : 0) + length + lws_remaining_packet_payload(wsi);
    if (needed > MAX_MESSAGE)
        return NULL;
    if (message && message->capacity >= needed)
        return message;

    struct message *larger = realloc(message, sizeof *larger + LWS_PRE + needed);
    if (!larger)
        return NULL;
    if (!message) {
        larger->length = 0;
        larger->kind = lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;
    }
    larger->capacity = needed;
    session->incoming = larger;
    return larger;
}

static int receive(struct lws *wsi, struct session *session, const void *piece, size_t length)
{
    struct message *message = make_room(wsi, session, length);
    if (!message)
        return -1;
    memcpy(message->bytes + LWS_PRE + message->length, piece, length);
    message->length += length;
    if (lws_is_final_fragment(wsi)) {
        session->incoming = NULL;
        enqueue(wsi, session, message);
    }
    return 0;
}

/* Several messages at once, as long as the library had to keep nothing of the last: then the next call comes when that is sent. */
static int send_queued(struct lws *wsi, struct session *session)
{
    while (session->first) {
        struct message *message = session->first;
        if (lws_write(wsi, message->bytes + LWS_PRE, message->length, message->kind) < (int)message->length)
            return -1;
        dequeue(wsi, session);
        if (lws_partial_buffered(wsi)) {
            lws_callback_on_writable(wsi);
            break;
        }
    }
    return 0;
}

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t length)
{
    struct session *session = user;
    switch (reason) {
    case LWS_CALLBACK_RECEIVE:
        return receive(wsi, session, in, length);
    case LWS_CALLBACK_SERVER_WRITEABLE:
        return send_queued(wsi, session);
    case LWS_CALLBACK_CLOSED:
        free(session->incoming);
        while (session->first)
            dequeue(wsi, session);
        return 0;
    default:
        return 0;
    }
}

static const struct lws_protocols protocols[] = {
    {"echo", on_event, sizeof(struct session), RECEIVE_BUFFER, 0, NULL, LWS_PRE + MAX_MESSAGE},
    {0},
};

int main(int argc, char **argv)
{
    if (argc != 3 || strcmp(argv[1], "--port") != 0) {
        fprintf(stderr, "usage: libwebsockets_server --port PORT\n");
        return 2;
    }
    lws_set_log_level(LLL_ERR, NULL);

    struct lws_context_creation_info info = {0};
    info.iface = "127.0.0.1";
    info.port = atoi(argv[2]);
    info.protocols = protocols;
    info.pt_serv_buf_size = RECEIVE_BUFFER;
    struct lws_context *context = lws_create_context(&info);
    if (!context)
        return 1;
    while (lws_service(context, 0) >= 0)
        ;
    return 1;
}
