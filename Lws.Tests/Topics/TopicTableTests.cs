using System.Text;
using Lws.Topics;
using Xunit;

namespace Lws.Tests.Topics;

public class TopicTableTests
{
    private readonly TopicTable _table = new();

    [Fact]
    public void Names_that_differ_in_any_byte_are_different_topics()
    {
        string[] names = ["", "a", "b", "ab", "ba", "abc", "abd", "bbc", "a\0", "\0a", "\0", "\0\0", "\0\0\0"];
        int[] topics = [.. names.Select(name => _table.Add(Encoding.UTF8.GetBytes(name)))];

        Assert.Equal(names.Length, topics.Distinct().Count());
        Assert.All(names.Zip(topics), pair => Assert.Equal(pair.Second, _table.Find(Encoding.UTF8.GetBytes(pair.First))));
        Assert.Equal(0, _table.Find("abe"u8));
        Assert.Equal(names.Length, names.Select(name => _table.GetHashCode(Encoding.UTF8.GetBytes(name))).Distinct().Count());
    }

    [Fact]
    public void A_record_is_used_again_for_a_name_of_another_length()
    {
        int first = _table.Add(Encoding.UTF8.GetBytes(new string('x', 100)));
        _table.Remove(first);
        Assert.Equal(0, _table.Find(Encoding.UTF8.GetBytes(new string('x', 100))));
        int second = _table.Add("short"u8);
        Assert.Equal(first, second);
        Assert.Equal("short"u8, _table[second].Name);
        _table.Remove(second);
        int third = _table.Add(Encoding.UTF8.GetBytes(new string('y', 300)));
        Assert.Equal(300, _table[third].Name.Length);
        Assert.Equal(0, _table.Find("short"u8));
    }

    [Fact]
    public async Task Counting_on_another_thread_sees_topics_come_and_go()
    {
        using var stop = new CancellationTokenSource();
        int kept = _table.Add("kept"u8);
        _table[kept].Count = 7;
        Task<bool> counting = Task.Run(() =>
        {
            bool isRight = true;
            while (!stop.IsCancellationRequested)
                isRight &= _table.CountOf("kept"u8) == 7 && _table.CountOf("never"u8) == 0 && _table.CountOf("500"u8) is 0 or 1;
            return isRight;
        });
        for (int round = 0; round < 50; round++)
        {
            int[] topics = [.. Enumerable.Range(0, 1_000).Select(number => _table.Add(Encoding.UTF8.GetBytes($"{number}")))];
            foreach (int topic in topics)
                _table[topic].Count = 1;
            foreach (int topic in topics)
            {
                _table[topic].Count = 0;
                _table.Remove(topic);
            }
        }

        await stop.CancelAsync();
        Assert.True(await counting);
    }
}
