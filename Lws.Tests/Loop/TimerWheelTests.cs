using System.Runtime.CompilerServices;
using Lws.Loop;
using Xunit;

namespace Lws.Tests.Loop;

public class TimerWheelTests
{
    private readonly TimerNode[] _nodes = new TimerNode[8];

    [Fact]
    public void A_node_is_12_bytes_and_not_armed_when_zero_initialised()
    {
        TimerWheel<ArrayNodes> wheel = Wheel(0);

        Assert.Equal(12, Unsafe.SizeOf<TimerNode>());
        Assert.False(wheel.IsArmed(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4_096)]
    [InlineData(1_000_000)]
    [InlineData((1 << 30) - 1)]
    [InlineData(1 << 30)]
    [InlineData(int.MaxValue)]
    public void A_timer_is_taken_in_the_millisecond_it_is_due_and_not_before(int delay)
    {
        foreach (uint start in (uint[])[0, 63, 4_095, 0x00FF_FFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, 0xFFFF_F000])
        {
            TimerWheel<ArrayNodes> wheel = Wheel(start);
            wheel.Arm(0, start + (uint)delay);

            Assert.False(wheel.TryTakeDue(start + (uint)delay - 1, out _));
            Assert.Equal(1, wheel.MillisecondsToNext(start + (uint)delay - 1));
            Assert.True(wheel.TryTakeDue(start + (uint)delay, out int id));
            Assert.Equal(0, id);
            Assert.False(wheel.IsArmed(0));
        }
    }

    [Fact]
    public void A_loop_that_waits_as_long_as_it_is_told_wakes_a_few_times_for_a_far_timer_and_meets_it_exactly()
    {
        const uint Start = 0xFFFF_FF00;
        foreach (int delay in (int[])[1, 64, 5_000, 262_145, 1 << 29, int.MaxValue])
        {
            TimerWheel<ArrayNodes> wheel = Wheel(Start);
            wheel.Arm(3, Start + (uint)delay);
            uint now = Start;
            int wakeUps = 0;
            while (!wheel.TryTakeDue(now, out _))
            {
                int wait = wheel.MillisecondsToNext(now);
                Assert.True(wait > 0, "A wait of 0 with nothing to take is a busy loop.");
                now += (uint)wait;
                wakeUps++;
            }

            Assert.Equal(Start + (uint)delay, now);
            Assert.InRange(wakeUps, 1, 8);
        }
    }

    [Fact]
    public void A_timer_that_arms_itself_without_delay_is_taken_in_a_later_batch()
    {
        TimerWheel<ArrayNodes> wheel = Wheel(100);
        wheel.Arm(0, 110);
        wheel.Arm(1, 150);

        Assert.True(wheel.TryTakeDue(200, out int id));
        Assert.Equal(0, id);
        wheel.Arm(0, 200);
        Assert.True(wheel.TryTakeDue(200, out id));
        Assert.Equal(1, id);
        wheel.Arm(1, 120);
        Assert.False(wheel.TryTakeDue(200, out _));
        Assert.Equal(1, wheel.MillisecondsToNext(200));

        Assert.True(wheel.TryTakeDue(201, out _));
        Assert.True(wheel.TryTakeDue(201, out _));
        Assert.False(wheel.TryTakeDue(201, out _));
    }

    [Fact]
    public void A_timer_cancelled_by_another_of_its_batch_is_not_taken()
    {
        TimerWheel<ArrayNodes> wheel = Wheel(0);
        wheel.Arm(0, 70);
        wheel.Arm(1, 70);
        wheel.Arm(2, 70);

        Assert.True(wheel.TryTakeDue(70, out int taken));
        int cancelled = (taken + 1) % 3;
        wheel.Cancel(cancelled);
        Assert.True(wheel.TryTakeDue(70, out int last));

        Assert.Equal(3, taken + cancelled + last);
        Assert.False(wheel.TryTakeDue(70, out _));
        Assert.Equal(-1, wheel.MillisecondsToNext(70));
    }

    [Fact]
    public void Cancelling_a_timer_that_is_not_armed_does_nothing()
    {
        TimerWheel<ArrayNodes> wheel = Wheel(0);
        wheel.Cancel(5);

        Assert.Equal(-1, wheel.MillisecondsToNext(0));
    }

    [Fact]
    public void An_overdue_timer_means_no_wait()
    {
        TimerWheel<ArrayNodes> wheel = Wheel(0);
        wheel.Arm(0, 10);

        Assert.Equal(0, wheel.MillisecondsToNext(10));
        Assert.Equal(0, wheel.MillisecondsToNext(5_000_000));
    }

    [Fact]
    public void Arming_taking_and_cancelling_allocate_nothing()
    {
        TimerWheel<ArrayNodes> wheel = Wheel(0);
        Work(wheel, 0, 10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Work(wheel, 10_000, 20_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Work(TimerWheel<ArrayNodes> wheel, uint from, uint to)
    {
        for (uint now = from; now < to; now++)
        {
            wheel.Arm((int)(now & 7), now + (now & 1023));
            wheel.Cancel((int)((now * 5) & 7));
            while (wheel.TryTakeDue(now, out _))
            {
            }
        }
    }

    private TimerWheel<ArrayNodes> Wheel(uint now)
    {
        Array.Clear(_nodes);
        return new TimerWheel<ArrayNodes>(new ArrayNodes(_nodes), now);
    }
}
