namespace Lws.Bench.Attacks.Verdicts;

/// <summary>What follows from a verdict.</summary>
internal static class VerdictMeaning
{
    extension(Verdict verdict)
    {
        /// <summary>The run exits with 1.</summary>
        public bool Fails => verdict > Verdict.Withstood;

        public string Text => verdict switch
        {
            Verdict.NotApplicable => "not applicable",
            Verdict.NotRemote => "not remote",
            Verdict.NotRun => "not run",
            Verdict.Withstood => "withstood",
            Verdict.OtherRefusal => "other refusal",
            Verdict.ClosedWithoutCode => "closed without a code",
            Verdict.CutShort => "cut short",
            _ => "failed",
        };

        public string Colour => verdict switch
        {
            Verdict.Withstood => "green",
            Verdict.OtherRefusal or Verdict.ClosedWithoutCode => "yellow",
            Verdict.Failed or Verdict.CutShort => "red",
            _ => "grey",
        };
    }
}
