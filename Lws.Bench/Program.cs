Console.WriteLine("Lws.Bench");
