using CsCheck;
using Lws.Loop;
using Xunit;

namespace Lws.Tests.Loop;

/// <summary>The wheel against a dictionary of due times that is searched from end to end.</summary>
public class TimerWheelModelTests
{
    private const int Timers = 24;

    private static readonly int[] Edges = [63, 64, 4_095, 4_096, 1 << 18, 1 << 24, (63 << 24) - 1, 63 << 24, (1 << 30) - 1, 1 << 30];

    private static readonly Gen<int> Delay = Gen.Frequency(
        (4, Gen.Int[-5, 70]),
        (4, Gen.Int[0, 10_000]),
        (2, Gen.Int[0, 1 << 26]),
        (1, Gen.Int[0, int.MaxValue]),
        (1, Gen.OneOf<int>([.. Edges.Select(edge => Gen.Const(edge))])));

    private static readonly Gen<int> Jump = Gen.Frequency(
        (5, Gen.Int[0, 3]),
        (4, Gen.Int[0, 5_000]),
        (2, Gen.Int[0, 1 << 25]),
        (1, Gen.Int[0, 1 << 30]),
        (1, Gen.Int[0, int.MaxValue]));

    private static readonly Gen<(Step Step, int Id, int Delay, int Jump)> Steps = Gen.Select(
        Gen.Frequency(
            (5, Gen.Const(Step.Arm)), (2, Gen.Const(Step.Cancel)), (3, Gen.Const(Step.Advance)), (2, Gen.Const(Step.Wait))),
        Gen.Int[0, Timers - 1],
        Delay,
        Jump);

    private enum Step
    {
        Arm,
        Cancel,
        Advance,
        Wait,
    }

    [Fact]
    public void The_wheel_takes_what_a_sorted_list_takes()
    {
        Gen<uint> start = Gen.OneOf(Gen.UInt, Gen.UInt[uint.MaxValue - 5_000, uint.MaxValue]);
        Gen.Select(start, Steps.Array[1, 120]).Sample(
            (begin, steps) =>
            {
                var run = new Run(begin);
                foreach ((Step step, int id, int delay, int jump) in steps)
                    run.Do(step, id, delay, jump);
            },
            iter: 2_000);
    }

    private sealed class Run(uint start)
    {
        private readonly TimerWheel<ArrayNodes> _wheel = new(new ArrayNodes(new TimerNode[Timers]), start);
        private readonly Dictionary<int, long> _model = [];
        private long _now = start; // does not wrap; the wheel sees its low 32 bits

        public void Do(Step step, int id, int delay, int jump)
        {
            switch (step)
            {
                case Step.Arm:
                    Arm(id, delay);
                    break;
                case Step.Cancel:
                    _wheel.Cancel(id);
                    _model.Remove(id);
                    break;
                case Step.Advance:
                    AdvanceTo(_now + jump, again: (id & 3) == 0 ? delay : null);
                    break;
                case Step.Wait when _model.Count > 0:
                    int wait = _wheel.MillisecondsToNext((uint)_now);
                    Assert.InRange(wait, 1, _model.Values.Min() - _now);
                    AdvanceTo(_now + wait, again: null);
                    break;
            }

            Assert.Equal(_model.ContainsKey(id), _wheel.IsArmed(id));
            Assert.Equal(_model.Count == 0, _wheel.MillisecondsToNext((uint)_now) == -1);
        }

        private void Arm(int id, int delay)
        {
            _wheel.Arm(id, (uint)(_now + delay));
            _model[id] = Math.Max(_now + delay, _now + 1);
        }

        private void AdvanceTo(long now, int? again)
        {
            _now = now;
            long last = long.MinValue;
            List<int> due = [.. _model.Where(timer => timer.Value <= now).Select(timer => timer.Key)];
            while (_wheel.TryTakeDue((uint)now, out int id))
            {
                Assert.True(due.Remove(id), "Taken too early, or twice.");
                Assert.True(_model.Remove(id, out long at));
                Assert.True(at >= last, "Taken out of order.");
                last = at;
                if (again is int delay)
                    Arm(id, delay);
            }

            Assert.Empty(due);
        }
    }
}
