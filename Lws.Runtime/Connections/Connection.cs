namespace Lws.Connections;

internal struct Connection
{
    public int Fd;
}
