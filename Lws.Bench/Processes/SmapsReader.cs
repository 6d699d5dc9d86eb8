using System.Globalization;

namespace Lws.Bench.Processes;

/// <summary>Reads /proc/PID/smaps and says what each mapping is for, as far as its name and its neighbours tell.</summary>
internal static class SmapsReader
{
    public const string Collector = "garbage collector: heap and tables";

    private const ulong GcReservation = 1UL << 30; // only the garbage collector reserves that much
    private const ulong ThreadStack = 8UL << 20;

    public static List<Mapping> Read(int id)
    {
        List<Mapping> mappings = [];
        foreach (string line in File.ReadLines($"/proc/{id}/smaps"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "Pss:")
                mappings[^1].Pss = double.Parse(words[1], CultureInfo.InvariantCulture);
            else if (words[0] == "Private_Dirty:")
                mappings[^1].PrivateDirty = double.Parse(words[1], CultureInfo.InvariantCulture);
            else if (!words[0].EndsWith(':'))
                mappings.Add(ReadHead(words));
        }

        SortFiles(mappings);
        SortNeighbours(mappings);
        return mappings;
    }

    // 55703bd42000-55703be5a000 r-xp 00007000 fe:00 11723269    /path
    private static Mapping ReadHead(string[] words)
    {
        string[] addresses = words[0].Split('-');
        return new(
            ulong.Parse(addresses[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            ulong.Parse(addresses[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            words[1],
            words.Length > 5 ? words[5] : "");
    }

    private static void SortFiles(List<Mapping> mappings)
    {
        string program = Path.GetFileName(mappings[0].Path);
        foreach (Mapping mapping in mappings)
        {
            string file = Path.GetFileName(mapping.Path);
            bool isProgram = file == program;
            mapping.Sort = mapping switch
            {
                { IsAnonymous: true } => "anonymous, others: library data, malloc arenas",
                { Path: "[heap]" } => "malloc heap",
                { Path: "[stack]" } => "stacks",
                { Path: ['[', ..] } => "kernel",
                { Permissions: [_, _, 'x', _] } => isProgram ? "program: code" : "libraries: code",
                { Permissions: [_, 'w', ..] } => isProgram ? "program: data" : "libraries: data",
                _ => isProgram ? "program: constants" : "libraries: constants",
            };
        }
    }

    // What has no name is known by where it lies.
    private static void SortNeighbours(List<Mapping> mappings)
    {
        for (int index = 1; index < mappings.Count; index++)
        {
            Mapping mapping = mappings[index];
            if (!mapping.IsAnonymous)
                continue;
            if (mappings[index - 1].Sort.StartsWith("program", StringComparison.Ordinal) && mappings[index - 1].End == mapping.Start)
                mapping.Sort = "program: zero-initialised data";
            else if (mapping.Length == ThreadStack)
                mapping.Sort = "stacks";
        }

        int reservation = mappings.FindIndex(mapping => mapping.IsReserved && mapping.Length >= GcReservation);
        for (int index = reservation; index >= 0 && mappings[index].IsAnonymous && mappings[index].Sort != "stacks"; index--)
        {
            mappings[index].Sort = Collector;
            if (index == 0 || mappings[index - 1].End != mappings[index].Start)
                break;
        }
    }
}
