// Every signature is blittable, so calls into libc compile to bare calls: nothing is converted and no stub is made at run time.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
