namespace Lws.Bench.Attacks.Verdicts;

/// <summary>The answers that a row allows.</summary>
internal sealed record Expectation
{
    private int[] Statuses { get; init; } = [];

    private int[] Codes { get; init; } = [];

    private bool AllowsEnd { get; init; }

    private bool AllowsEcho { get; init; }

    private bool NeedsEnd { get; init; }

    /// <summary>The input is lawful: an echo.</summary>
    public static Expectation Echo { get; } = new() { AllowsEcho = true };

    /// <summary>What the attack finds right by itself.</summary>
    public static Expectation Right { get; } = new();

    public static Expectation Status(params int[] statuses) => new() { Statuses = statuses };

    /// <summary>A close frame with one of these codes, then the end of the TCP connection.</summary>
    public static Expectation Close(params int[] codes) => new() { Codes = codes, NeedsEnd = true };

    /// <summary>The connection must also be ended.</summary>
    public Expectation ThenEnd() => this with { NeedsEnd = true };

    /// <summary>Or the end of the connection without a word.</summary>
    public Expectation OrEnd() => this with { AllowsEnd = true };

    public Expectation OrEcho() => this with { AllowsEcho = true };

    public Expectation OrStatus(params int[] statuses) => this with { Statuses = statuses };

    public override string ToString()
    {
        List<string> all = [.. Statuses.Select(status => $"{status}"), .. Codes.Select(code => $"close {code}")];
        if (AllowsEcho)
            all.Add("echo");
        if (AllowsEnd)
            all.Add("TCP closed");
        return all.Count == 0 ? "as the row says" : string.Join(" or ", all);
    }

    /// <summary>The answer in words; a code that is right on a connection that stays open is worth one more.</summary>
    public string Describe(Answer answer) => IsAllowed(answer) && LacksEnd(answer) ? $"{answer.Text}, TCP left open" : answer.Text;

    public Verdict Judge(Answer answer)
    {
        if (IsAllowed(answer))
            return LacksEnd(answer) ? Verdict.OtherRefusal : Verdict.Withstood;

        bool wantsRefusal = Statuses.Length > 0 || Codes.Length > 0;
        return answer switch
        {
            { Kind: AnswerKind.End } when wantsRefusal => Verdict.ClosedWithoutCode,
            { Kind: AnswerKind.Close } when wantsRefusal => Verdict.OtherRefusal,
            { Kind: AnswerKind.Status, Code: >= 400 and < 600 } when wantsRefusal => Verdict.OtherRefusal,
            _ => Verdict.Failed,
        };
    }

    private bool IsAllowed(Answer answer) => answer.Kind switch
    {
        AnswerKind.Status => Statuses.Contains(answer.Code),
        AnswerKind.Close => Codes.Contains(answer.Code),
        AnswerKind.End => AllowsEnd,
        AnswerKind.Echo => AllowsEcho,
        AnswerKind.Right => true,
        _ => false,
    };

    private bool LacksEnd(Answer answer) => NeedsEnd && !answer.HasEnded && answer.Kind is (AnswerKind.Status or AnswerKind.Close);
}
