using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace SparkTfRecord.Examples.Arrays;

/// <summary>Addresses of the buffers of one record batch.</summary>
/// <remarks>Arrow keeps buffers outside the managed heap, where they stay; arrays that a caller wrapped are pinned until <see cref="Release"/>.</remarks>
sealed unsafe class PinnedBuffers
{
    readonly List<MemoryHandle> _pins = [];

    /// <summary>True when addresses hold only until <see cref="Release"/>; else they hold as long as the batch.</summary>
    public bool HasPins => _pins.Count > 0;

    /// <summary>The address of a buffer that has at least <paramref name="length"/> bytes.</summary>
    /// <exception cref="InvalidDataException">It has fewer.</exception>
    public byte* Address(ArrayData data, int buffer, long length)
    {
        if (length == 0)
            return null;
        var memory = data.Buffers[buffer].Memory;
        if (memory.Length < length)
            Throw.BufferTooShort(data.DataType, buffer, memory.Length, length);
        if (!MemoryMarshal.TryGetArray(memory, out _))
            return (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory.Span));
        var pin = memory.Pin();
        _pins.Add(pin);
        return (byte*)pin.Pointer;
    }

    /// <summary>The address of the first value of an array whose buffer 1 holds a <typeparamref name="T"/> for each slot.</summary>
    /// <exception cref="InvalidDataException">The buffer is too short.</exception>
    public T* Values<T>(ArrayData data) where T : unmanaged => (T*)Address(data, 1, ((long)data.Offset + data.Length) * sizeof(T)) + data.Offset;

    /// <summary>Lets wrapped arrays move again.</summary>
    public void Release()
    {
        foreach (var pin in _pins)
            pin.Dispose();
        _pins.Clear();
    }
}
