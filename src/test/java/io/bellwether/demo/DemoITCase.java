package io.bellwether.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.command.DemoCommand;
import io.bellwether.embedded.Ports;
import io.bellwether.file.Unusable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(300)
class DemoITCase {

    private static final Pattern SUMMARY =
            Pattern.compile("Ran [^:]+:?[0-9: s]*: ([0-9,]+) events, ([0-9,]+) points, ([0-9,]+) records rejected; .*");
    /** Its own: another demo may run on the machine. */
    private static final Pattern FOLDER = Pattern.compile("/\\S*bellwether-demo-\\d+");

    private static final List<String> OURS = List.of("bellwether-", "kafka-", "questdb", "data-plane-", "flink-pekko");

    @Test
    void runsEndsByItselfAndLeavesNothingBehind() throws Exception {
        int port = Ports.free();
        CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> seenInTheConsole(port));
        Result result = run(
                "--for",
                "75s",
                "--plain",
                "--rate",
                "0.5",
                "--web-port",
                "0",
                "--store-port",
                "0",
                "--console-port",
                Integer.toString(port));

        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(result.text().lines().skip(1).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("http://localhost:" + port));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("figures, clocks, contacts, agents");
        assertThat(result.text())
                .contains("Kafka broker", "metrics store", "webhook receiver", "Flink", "first points");
        assertThat(result.text()).contains("injected: Promotion: four times the usual arrivals in presale");
        Matcher summary = SUMMARY.matcher(result.text());
        assertThat(summary.find()).as(result.text()).isTrue();
        assertThat(number(summary.group(1))).isGreaterThan(500);
        assertThat(number(summary.group(2))).isGreaterThan(500);
        Matcher folder = FOLDER.matcher(result.text());
        assertThat(folder.find()).as(result.text()).isTrue();
        assertThat(Path.of(folder.group())).doesNotExist();
        assertThat(threadsLeft()).isEmpty();
    }

    /** Asks as a browser does, for as long as the demo runs. */
    private static String seenInTheConsole(int port) {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String seen = "";
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!seen.equals("figures, clocks, contacts, agents") && System.nanoTime() < giveUp) {
            try {
                ask(browser, port, "/api/me");
                boolean figures = ask(browser, port, "/api/board").contains("\"name\":\"presale\"");
                boolean clocks = ask(browser, port, "/api/clocks").contains("first_reply");
                boolean contacts = ask(browser, port, "/api/contacts").contains("with_agent");
                boolean agents = ask(browser, port, "/api/presence").contains("available");
                seen = (figures ? "figures, " : "")
                        + (clocks ? "clocks, " : "")
                        + (contacts ? "contacts, " : "")
                        + (agents ? "agents" : "");
            } catch (IOException e) {
                seen = e.toString();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return seen;
    }

    private static String ask(HttpClient browser, int port, String path) throws IOException, InterruptedException {
        return browser.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void explainsAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            for (String option :
                    List.of("--web-port", "--store-port", "--webhook-port", "--kafka-port", "--console-port")) {
                List<String> args = new ArrayList<>(List.of("--plain", option, port));
                for (String other : List.of("--web-port", "--store-port", "--console-port")) {
                    if (!other.equals(option)) {
                        args.addAll(List.of(other, "0"));
                    }
                }
                Result result = run(args.toArray(String[]::new));

                assertThat(result.exitCode()).isEqualTo(2);
                assertThat(result.text())
                        .contains("port " + port + " is taken", option)
                        .doesNotContain("Exception");
            }
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThat(run("--for", "soon").text()).contains("--for: must be a duration such as 90s or 10m, not soon");
        assertThat(run("--rate", "0").text()).contains("--rate: must be above 0 and at most 100, not 0.0");
        assertThat(run("--web-port", "70000").text()).contains("--web-port: must be a port from 0 to 65535, not 70000");
    }

    private record Result(int exitCode, String text) {}

    private static Result run(String... args) {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(out);
        try {
            int exitCode = new CommandLine(new DemoCommand())
                    .setExecutionExceptionHandler((error, command, parsed) -> {
                        out.println(error.getMessage());
                        return error instanceof Unusable ? 2 : 1;
                    })
                    .execute(args);
            return new Result(exitCode, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(stdout);
        }
    }

    /** Threads of the parts that do not end within ten seconds. Flink's rate limiter leaves its own, which idle. */
    private static List<String> threadsLeft() throws InterruptedException {
        List<String> left = new ArrayList<>();
        long giveUp = System.nanoTime() + 10_000_000_000L;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (OURS.stream().anyMatch(thread.getName()::startsWith)) {
                thread.join(Math.max(1, (giveUp - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
