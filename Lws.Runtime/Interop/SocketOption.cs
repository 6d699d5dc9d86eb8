namespace Lws.Interop;

/// <summary>Sets and reads socket options whose value is an <c>int</c>.</summary>
internal static unsafe class SocketOption
{
    public static SysResult Set(int fd, int level, int name, int value) =>
        SysResult.FromReturned(Libc.setsockopt(fd, level, name, &value, sizeof(int)));

    /// <summary>Answers with the option's value.</summary>
    public static SysResult Get(int fd, int level, int name)
    {
        int value = 0;
        uint length = sizeof(int);
        SysResult result = SysResult.FromReturned(Libc.getsockopt(fd, level, name, &value, &length));
        return result.IsError ? result : SysResult.Success(value);
    }
}
