namespace Lws.Generators.Diagnostics; internal class LwsAnalyzer;
