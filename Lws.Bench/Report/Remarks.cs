using System.Text;

namespace Lws.Bench.Report;

/// <summary>Sentences below a table of the page, a paragraph each.</summary>
internal static class Remarks
{
    public static StringBuilder AppendRemarks(this StringBuilder page, IEnumerable<string> remarks)
    {
        foreach (string remark in remarks)
            page.Append('\n').Append(remark.Replace("*", "\\*")).Append('\n');
        return page;
    }
}
