using System.Text;
using CsCheck;
using Xunit;

namespace Lws.Tests.Topics;

/// <summary>Readers of any pace against lists: each gets all of its topics and of what it was sent itself, whole and in order.</summary>
public class QueueModelTests
{
    private const int Readers = 6;
    private const int Topics = 3;

    private static readonly Gen<(int Kind, int Target, int Length)> Steps = Gen.Select(
        Gen.Int[0, 9],
        Gen.Int[0, 1_000],
        Gen.Frequency((6, Gen.Int[0, 100]), (3, Gen.Int[100, 1_500]), (1, Gen.Int[1_500, 6_000])));

    [Fact]
    public void Every_reader_gets_its_messages_in_order() => Steps.Array[1, 80].Sample(Run, iter: 300);

    private static void Run((int Kind, int Target, int Length)[] steps)
    {
        using var loop = new TopicLoop();
        var expected = new List<string>[Readers];
        var topics = new HashSet<int>[Readers];
        var readers = new Reader[Readers];
        for (int index = 0; index < Readers; index++)
        {
            readers[index] = loop.Open<Listener>();
            expected[index] = [];
            topics[index] = [];
        }

        int number = 0;
        foreach ((int kind, int target, int length) in steps)
        {
            int index = target % Readers;
            int topic = target % Topics;
            switch (kind)
            {
                case 0:
                    Assert.Equal(topics[index].Add(topic), TopicLoop.SessionOf(readers[index]).Subscribe($"{topic}") == SubscribeResult.Subscribed);
                    break;
                case 1:
                    Assert.Equal(topics[index].Remove(topic), TopicLoop.SessionOf(readers[index]).Unsubscribe($"{topic}"));
                    break;
                case 2:
                    readers[index].Room = length;
                    break;
                case 3:
                    loop.Run();
                    break;
                case 4:
                    string sent = $"{number++} {new string('s', length / 4)}";
                    TopicLoop.SessionOf(readers[index]).Send(sent);
                    expected[index].Add(sent);
                    break;
                default:
                    string text = $"{number++} {new string('p', length)}";
                    loop.Run(() => loop.Context.Publish($"{topic}", Encoding.UTF8.GetBytes(text), MessageKind.Text));
                    for (int other = 0; other < Readers; other++)
                    {
                        if (topics[other].Contains(topic))
                            expected[other].Add(text);
                    }

                    break;
            }
        }

        foreach (Reader reader in readers)
            reader.Room = int.MaxValue;
        loop.Run();
        Assert.Equal(0, loop.Blocks.RentedBytes);
        for (int index = 0; index < Readers; index++)
        {
            int dropped = loop.Context.Dropped.GetValueOrDefault(TopicLoop.SessionOf(readers[index]).Fd);
            string[] received = readers[index].TakeTexts();
            Assert.Equal(expected[index].Count, received.Length + dropped);
            Assert.Equal(received, expected[index].Intersect(received));
        }
    }
}
