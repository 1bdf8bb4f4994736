namespace Ricloud.Emulator.CommandLine;

/// <summary>The text of <c>--help</c>.</summary>
internal static class Usage
{
    public const string Text = """
        ricloud-emulator: a local emulator of the ricloud API.

        When it is ready it prints one line of JSON on standard output:
          {"url":"http://127.0.0.1:PORT","token":"TOKEN","data":"FILE or null"}
        Everything else goes to standard error. Ctrl+C or SIGTERM ends it.

        Options
          --port N              the port; 0 or none: a free one
          --data FILE           keep everything in this SQLite file; none: in memory
          --token TOKEN         the token of the first key; none: a random one, or the
                                one that the data file already has. A token that no
                                key has yet is given to the first key, whose old one
                                stops. The key with the token is active again at
                                each start. Better in the environment:
                                RICLOUD_EMULATOR_TOKEN
          --listen ADDRESS      the IP address to listen on (127.0.0.1); one beyond
                                loopback needs a token chosen by you
          --allow-host NAME     answer requests for this Host too, besides loopback
                                addresses and localhost; any number of times
          --retry-delays LIST   the wait before each try of an event's delivery
                                (0s,1m,10m,1h,3h); a test is always tried once
          --faults FILE         begin with the fault rules in this JSON file: a rule or
                                an array of them, as POST /_emulator/faults takes them
          --test-before-answer  send a new webhook config's test before answering
                                the request that made it
          --work-delay WAIT     from one state of a session, a subscription or a poll to
                                the next (100ms)
          --session-idle WAIT   a session that isn't used for so long expires (1h)
          --documented-shapes   answer in the documented shape where the vendor's own
                                client can't read it
          --open                open the inspector, a page that shows what the
                                webhooks do, in the browser
          --inspect-receiver    be only the inspector of a receiver elsewhere, which
                                tells it what came (Receive-RicloudEvent -Inspect)
          --attached            end when standard input ends, and ignore Ctrl+C
          --query-plans         print how SQLite reads each list, and end
          --reference           print the API's routes and attributes, and end
          --help, --version

        Exit codes: 0 ended as asked, 1 could not start, 2 an option is wrong.
        """;
}
