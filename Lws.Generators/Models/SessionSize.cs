namespace Lws.Generators.Models;

/// <summary>How large a protocol's struct is.</summary>
/// <param name="Name">The struct as a user writes it.</param>
/// <param name="Bytes">Its size, or the least that it can be.</param>
/// <param name="IsExact">Whether that is its size. What holds references is laid out by the runtime.</param>
internal sealed record SessionSize(string Name, int Bytes, bool IsExact);
