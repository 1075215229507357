using System.Security.Cryptography;
using Kms.Grains.Hsm;

namespace Kms.Silo.Hsm.Pkcs11.Login;

/// <summary>The file that holds the PIN. It is read as bytes for each login; the caller zeroes what it got.</summary>
internal sealed class PinFile(string path)
{
    /// <summary>Longer files hold something else.</summary>
    private const int Longest = 256;

    /// <summary>The setting and its value, for messages.</summary>
    public string Name => $"Kms__Hsm__PinFile ({path})";

    /// <summary>Reads the PIN without the line end after it.</summary>
    /// <exception cref="HsmException">There is no such file, or no PIN in it.</exception>
    public byte[] Read()
    {
        var buffer = GC.AllocateArray<byte>(Longest + 1, pinned: true);
        try
        {
            var length = ReadInto(buffer);
            if (length > Longest)
                throw new HsmException(HsmFault.Refused, $"{Name} is longer than {Longest} bytes.");
            while (length > 0 && buffer[length - 1] is (byte)'\n' or (byte)'\r')
                length--;
            if (length == 0)
                throw new HsmException(HsmFault.Refused, $"{Name} is empty.");

            var pin = GC.AllocateArray<byte>(length, pinned: true);
            buffer.AsSpan(0, length).CopyTo(pin);
            return pin;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private int ReadInto(byte[] buffer)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = 0;
            for (int read; length < buffer.Length && (read = RandomAccess.Read(file, buffer.AsSpan(length), length)) > 0;)
                length += read;
            return length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HsmException(HsmFault.Refused, $"{Name} cannot be read: {exception.Message}", exception);
        }
    }
}
