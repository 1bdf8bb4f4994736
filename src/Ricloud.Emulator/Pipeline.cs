using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Faults;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator;

/// <summary>What every request goes through: fault rules, host, token, route, and one form for every refusal.</summary>
internal sealed class Pipeline(HostGate gate, Tokens tokens, Router router, FaultGate faults, Action<string> log)
{
    public Task HandleAsync(HttpContext http) => ThisEmulator.IsOwn(http.Request.Path.Value ?? "")
        ? AnswerAsync(http)
        : RefusableAsync(http, context => faults.HandleAsync(context, AnswerAsync));

    private Task AnswerAsync(HttpContext http) => RefusableAsync(http, RouteAsync);

    private async Task RefusableAsync(HttpContext http, Func<HttpContext, Task> answer)
    {
        try
        {
            await answer(http).ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            if (e.Status == StatusCodes.Status401Unauthorized)
            {
                http.Response.Headers.WWWAuthenticate = Documented.AuthorizationScheme;
            }

            await Exchange.WriteErrorAsync(http.Response, e.Status, e.Error, e.Message, e.Parameters).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            if (!http.Response.HasStarted)
            {
                await Exchange.WriteErrorAsync(http.Response, e.StatusCode, ErrorCode.BadRequest, "The request's body isn't sent as HTTP wants it.").ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be answered.
        }
#pragma warning disable CA1031 // The outermost place: a bug or a full disk costs one request, not the server.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log($"{http.Request.Method} {http.Request.Path} failed: {e}");
            if (!http.Response.HasStarted)
            {
                await Exchange.WriteErrorAsync(
                    http.Response, StatusCodes.Status500InternalServerError, ErrorCode.ServerError,
                    "The emulator failed. Its standard error says why.").ConfigureAwait(false);
            }
        }
    }

    private Task RouteAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        gate.Check(http.Request, ThisEmulator.IsOwn(path));
        var (routes, values) = router.Match(path);
        var route = routes.FirstOrDefault(r => r.Method == http.Request.Method);
        var key = route is { NeedsToken: false } ? null : tokens.Authenticate(http.Request.Headers.Authorization);
        http.Items[Exchange.KeyItem] = key?.Id;
        if (route is not null)
        {
            return route.Handler(new Exchange(http, values, key));
        }

        if (routes.Count == 0)
        {
            throw new RefusedException(404, ErrorCode.NotFound, "There is nothing at this path.");
        }

        http.Response.Headers.Allow = string.Join(", ", routes.Select(r => r.Method));
        throw new RefusedException(
            405, ErrorCode.MethodNotAllowed, $"{http.Request.Method} can't be used here, only {http.Response.Headers.Allow}.");
    }
}
