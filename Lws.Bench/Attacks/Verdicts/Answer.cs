namespace Lws.Bench.Attacks.Verdicts;

/// <summary>
/// A server's answer to an attack, as it was seen from outside: with which HTTP status or close code, whether the server has then ended
/// the TCP connection, and in words for the table.
/// </summary>
internal sealed record Answer(AnswerKind Kind, int Code, bool HasEnded, string Text)
{
    public static Answer Echo { get; } = new(AnswerKind.Echo, 0, HasEnded: false, "echo");

    public static Answer Silence { get; } = new(AnswerKind.Silence, 0, HasEnded: false, "no answer");

    public static Answer Status(int status, bool hasEnded) => new(AnswerKind.Status, status, hasEnded, $"{status}");

    public static Answer Close(int code, bool hasEnded) => new(AnswerKind.Close, code, hasEnded, $"close {code}");

    public static Answer End(bool wasReset) => new(AnswerKind.End, 0, HasEnded: true, wasReset ? "TCP reset" : "TCP closed");

    public static Answer Right(string text) => new(AnswerKind.Right, 0, HasEnded: false, text);

    public static Answer Wrong(string text) => new(AnswerKind.Wrong, 0, HasEnded: false, text);
}
