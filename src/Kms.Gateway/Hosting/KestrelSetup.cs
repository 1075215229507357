using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Kms.Gateway.Hosting;

/// <summary>
/// Kestrel's own limits. What exceeds them is refused by Kestrel without a body, before the gateway sees it.
/// </summary>
internal sealed class KestrelSetup(GatewayOptions options) : IConfigureOptions<KestrelServerOptions>
{
    private const int RequestLineBytes = 4 * 1024;
    private const int HeaderBytes = 16 * 1024;
    private const int HeaderCount = 64;

    /// <inheritdoc/>
    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = HeaderCount;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(options.RequestSeconds);

        // The gateway has a limit for each path. Kestrel's would count the framing of chunks too.
        kestrel.Limits.MaxRequestBodySize = null;
    }
}
