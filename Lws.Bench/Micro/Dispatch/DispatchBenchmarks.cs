using BenchmarkDotNet.Attributes;

namespace Lws.Bench.Micro.Dispatch;

/// <summary>The emitted dispatch beside the shapes that lost to it: an operation is one message led to its session's handler.</summary>
public class DispatchBenchmarks
{
    private const int DispatchArgument = 0; // of EventLoop<TDispatch, TTable, TIo>

    private DispatchRun _emitted = null!;
    private DispatchRun _switch = null!;
    private DispatchRun _virtual = null!;
    private DispatchRun _interface = null!;
    private DispatchRun _delegate = null!;

    [Params(1, 4)]
    public int Protocols { get; set; }

    [GlobalSetup]
    public void Open()
    {
        using LwsContext context = Protocols == 1 ? new OneTally() : new FourTallies();
        _emitted = CreateEmitted(context);
        _switch = new DispatchRun<SwitchShape>(context.Loop, Protocols, new());
        _virtual = new DispatchRun<VirtualShape>(context.Loop, Protocols, new());
        _interface = new DispatchRun<InterfaceShape>(context.Loop, Protocols, new());
        _delegate = new DispatchRun<DelegateShape>(context.Loop, Protocols, new());
    }

    [Benchmark(OperationsPerInvoke = DispatchRun.Length)]
    public void Emitted() => _emitted.DispatchAll();

    [Benchmark(OperationsPerInvoke = DispatchRun.Length)]
    public void Switch() => _switch.DispatchAll();

    [Benchmark(OperationsPerInvoke = DispatchRun.Length)]
    public void Virtual() => _virtual.DispatchAll();

    [Benchmark(OperationsPerInvoke = DispatchRun.Length)]
    public void Interface() => _interface.DispatchAll();

    [Benchmark(OperationsPerInvoke = DispatchRun.Length)]
    public void Delegate() => _delegate.DispatchAll();

    // The emitted dispatch is a private struct of its context: it is read off the type of the context's loop.
    private DispatchRun CreateEmitted(LwsContext context)
    {
        Type dispatch = context.Loop.GetType().GetGenericArguments()[DispatchArgument];
        Type shape = typeof(EmittedShape<>).MakeGenericType(dispatch);
        Type run = typeof(DispatchRun<>).MakeGenericType(shape);
        return (DispatchRun)Activator.CreateInstance(run, context.Loop, Protocols, Activator.CreateInstance(shape))!;
    }
}
