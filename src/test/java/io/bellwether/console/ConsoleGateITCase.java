package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.file.Unusable;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Who gets into a console and who may act in it, by what browsers and scanners send. */
class ConsoleGateITCase extends ConsoleCase {

    @Test
    void letsNobodyActWhoMayNot() throws Exception {
        write("service.alerts", "a-2", ALERT.formatted("a-2", "firing"));
        try (ConsoleServer console = withUsers()) {
            Browser nobody = new Browser(console);
            assertThat(nobody.me().has("user")).isFalse();
            for (String path : List.of(
                    "/api/clocks",
                    "/api/contacts",
                    "/api/presence",
                    "/api/alerts",
                    "/api/board",
                    "/api/alerts/a-2",
                    "/api/stream")) {
                assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(401);
            }
            assertThat(nobody.post("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(401);

            Browser ben = new Browser(console);
            ben.signIn("ben", PASSWORD);
            ben.me();
            assertThat(ben.get("/api/alerts").statusCode()).isEqualTo(200);
            assertThat(ben.post("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(403);

            Browser ann = new Browser(console);
            ann.signIn("ann", PASSWORD);
            ann.me();
            assertThat(ann.form("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(400);
            assertThat(ann.get("/api/alerts", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
            String csrf = ann.csrf;
            ann.csrf = ben.csrf;
            assertThat(ann.post("/api/alerts/a-2/ack", "{}").statusCode()).isEqualTo(403);
            ann.csrf = csrf;
            assertThat(ann.post("/api/logout", "{}").statusCode()).isEqualTo(200);
            assertThat(ann.get("/api/alerts").statusCode()).isEqualTo(401);
        }
    }

    /** Cookies belong to a host, whatever the port. */
    @Test
    void twoConsolesOfAHostSignNobodyOutOfTheOther() throws Exception {
        try (ConsoleServer one = start("{port: 0}");
                ConsoleServer two = start("{port: 0}")) {
            Browser atOne = new Browser(one);
            Browser atTwo = new Browser(two);
            atOne.me();
            atTwo.me();
            String both = atOne.cookie + "; " + atTwo.cookie;
            assertThat(both).contains("bellwether-" + URI.create(one.url()).getPort() + '=');
            atOne.cookie = both;
            atTwo.cookie = both;
            assertThat(atOne.get("/api/alerts").statusCode()).isEqualTo(200);
            assertThat(atTwo.get("/api/alerts").statusCode()).isEqualTo(200);
        }
    }

    /** A link in a chat or a ticket leads to the page, and to nothing else. */
    @Test
    void aLinkElsewhereLeadsToThePage() throws Exception {
        String[] link = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"};
        String[] frame = {"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"};
        try (ConsoleServer console = withUsers()) {
            Browser browser = new Browser(console);
            assertThat(browser.get("/", link).statusCode()).isEqualTo(200);
            assertThat(browser.get("/index.html", link).statusCode()).isEqualTo(200);
            for (String path : List.of("/api/me", "/api/alerts", "/app.js")) {
                assertThat(browser.get(path, link).statusCode()).as(path).isEqualTo(403);
            }
            assertThat(browser.get("/", frame).statusCode()).isEqualTo(403);
            assertThat(browser.get("/", "Sec-Fetch-Site", "cross-site").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoGuessesPasswordsIsStopped() throws Exception {
        try (ConsoleServer console = withUsers()) {
            Browser browser = new Browser(console);
            for (int i = 0; i < 5; i++) {
                assertThat(browser.signIn("ann", "wrong " + i)).isEqualTo(401);
            }
            assertThat(browser.signIn("ann", PASSWORD)).isEqualTo(429);
            assertThat(browser.signIn("nobody", PASSWORD)).isEqualTo(401);
            assertThat(browser.signIn("n".repeat(65), PASSWORD)).isEqualTo(401);
            assertThat(browser.signIn("ben", PASSWORD)).isEqualTo(204);
        }
    }

    /** Whoever guesses from elsewhere keeps nobody out; what stands in front of the proxy's own hop counts for nothing. */
    @Test
    void whoGuessesKeepsNobodyElseOut() throws Exception {
        String hash = Passwords.hash(PASSWORD.toCharArray());
        try (ConsoleServer console =
                start("{port: 0, behind_proxy: true, users: [{name: ann, role: lead, hash: '" + hash + "'}]}")) {
            Browser browser = new Browser(console);
            for (int i = 0; i < 5; i++) {
                browser.forwardedFor = "10.0.0." + i + ", 192.0.2.66";
                assertThat(browser.signIn("ann", "wrong")).isEqualTo(401);
            }
            assertThat(browser.signIn("ann", PASSWORD)).isEqualTo(429);
            browser.forwardedFor = "192.0.2.66, 192.0.2.7";
            assertThat(browser.signIn("ann", PASSWORD)).isEqualTo(204);
        }
    }

    @Test
    void whatIsDoneAndWhatIsRefusedIsInTheLog() throws Exception {
        write("service.alerts", "a-3", ALERT.formatted("a-3", "firing"));
        try (AuditLines audit = new AuditLines();
                ConsoleServer console = withUsers()) {
            Browser ann = new Browser(console);
            ann.signIn("ann\\nuser=ben", "wrong");
            ann.signIn("ann", PASSWORD);
            ann.me();
            while (!ann.get("/api/alerts").body().contains("a-3")) {
                Thread.onSpinWait();
            }
            ann.post("/api/alerts/a-3/ack", "{\"comment\":\"a secret\"}");
            ann.post("/api/alerts/none/ack", "{}");
            ann.get("/api/alerts", "Sec-Fetch-Site", "cross-site");
            Browser ben = new Browser(console);
            ben.signIn("ben", PASSWORD);
            ben.post("/api/alerts/a-3/ack", "{}");
            ben.me();
            ben.post("/api/alerts/a-3/ack", "{}");
            ann.post("/api/logout", "{}");
            String from = "\" from=\"127.0.0.1\" action=";
            assertThat(audit.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo("user=\"ann_user=ben" + from + "login on=\"\" outcome=wrong"),
                            line -> assertThat(line).isEqualTo("user=\"ann" + from + "login on=\"\" outcome=in"),
                            line -> assertThat(line).startsWith("user=\"ann" + from + "ack on=\"a-3\" outcome=k-"),
                            line -> assertThat(line)
                                    .isEqualTo("user=\"ann" + from + "/api/alerts/none/ack on=\"\" outcome=refused"),
                            line -> assertThat(line)
                                    .isEqualTo("user=\"" + from + "/api/alerts on=\"\" outcome=foreign"),
                            line -> assertThat(line).isEqualTo("user=\"ben" + from + "login on=\"\" outcome=in"),
                            line -> assertThat(line)
                                    .isEqualTo("user=\"ben" + from
                                            + "/api/alerts/a-3/ack on=\"\" outcome=not by the page"),
                            line -> assertThat(line)
                                    .isEqualTo("user=\"ben" + from + "/api/alerts/a-3/ack on=\"\" outcome=forbidden"),
                            line -> assertThat(line).isEqualTo("user=\"ann" + from + "logout on=\"\" outcome=out"));
            assertThat(audit.lines()).noneMatch(line -> line.contains("secret") || line.contains(PASSWORD));
        }
    }

    @Test
    void thoseWhoSignInAtOnceWaitForEachOther() throws Exception {
        try (ConsoleServer console = withUsers()) {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return new Browser(console).signIn("ben", PASSWORD);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            assertThat(all.stream().map(CompletableFuture::join)).containsOnly(204);
        }
    }

    /** What scanners of web servers look for. */
    @Test
    void everyAnswerHasTheHeadersThatProtectIt() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            for (String path : List.of("/", "/app.js", "/api/me", "/api/alerts", "/api/stream", "/none", "/api/none")) {
                HttpResponse<String> answer =
                        path.equals("/api/stream") ? new Browser(console).get(path) : browser.get(path);
                assertThat(answer.headers().firstValue("Content-Security-Policy"))
                        .as(path)
                        .hasValueSatisfying(policy -> assertThat(policy)
                                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe", "*"));
                assertThat(answer.headers().map())
                        .as(path)
                        .containsKeys(
                                "x-content-type-options", "x-frame-options", "referrer-policy", "permissions-policy")
                        .doesNotContainKeys("server", "x-powered-by");
            }
            assertThat(browser.get("/api/me").headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/"));
            assertThat(browser.get("/").body()).doesNotContain("<style", "style=", "onclick", "javascript:");
            for (String path : List.of("/..%2fconsole.css", "/web/index.html", "/words", "//etc/passwd", "/app.js/")) {
                assertThat(browser.get(path).statusCode()).as(path).isIn(400, 404);
            }
        }
    }

    /** A page from elsewhere that has its name lead here cannot speak to a console that asks nobody who they are. */
    @Test
    void answersToNoNameButItsOwnWhereNobodySignsIn() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            URI url = URI.create(console.url());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream()
                        .write("GET /api/me HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 403");
            }
        }
    }

    /** A proxy on this machine, of which nobody told the console, lets in nobody as a lead. */
    @Test
    void answersNoProxyWhereNobodySignsIn() throws Exception {
        try (ConsoleServer console = start("{port: 0}")) {
            Browser browser = new Browser(console);
            for (String header : List.of("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded")) {
                assertThat(browser.get("/api/me", header, "for=192.0.2.1").statusCode())
                        .as(header)
                        .isEqualTo(403);
                assertThat(browser.get("/api/stream", header, "x").statusCode()).isEqualTo(401);
            }
            browser.me();
            assertThat(browser.get("/api/stream", "Forwarded", "for=192.0.2.1").statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void opensToOthersOnlyWithUsersAndTlsOrAProxy() {
        assertThatThrownBy(() -> start("{port: 0, host: 0.0.0.0}"))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("needs console.users");
        for (String host : List.of("0.0.0.0", "127.0.0.1")) {
            assertThatThrownBy(() -> start("{port: 0, host: " + host + ", behind_proxy: true}"))
                    .isInstanceOf(Unusable.class)
                    .hasMessageContaining("console.behind_proxy: true needs console.users");
        }
    }

    @Test
    void speaksTlsByTheKeyOfAKeystore() throws Exception {
        Path keystore = folder.resolve("console.p12");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keystore.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "of a test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1");
        assertThat(new ProcessBuilder(keytool).inheritIO().start().waitFor()).isZero();
        String console = "{port: 0, keystore: '" + keystore + "', keystore_password: '%s'}";
        assertThatThrownBy(() -> start(console.formatted("wrong")))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("cannot be opened with console.keystore_password");
        try (ConsoleServer server = start(console.formatted("of a test"))) {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), "of a test".toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("console", store.getCertificate("mykey"));
            Path certificates = folder.resolve("certificates.p12");
            try (OutputStream out = Files.newOutputStream(certificates)) {
                trusted.store(out, "of a test".toCharArray());
            }
            assertThatThrownBy(
                            () -> start("{port: 0, keystore: '" + certificates + "', keystore_password: 'of a test'}"))
                    .isInstanceOf(Unusable.class)
                    .hasMessageContaining("holds no key");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(server.url() + "/api/me"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(server.url()).startsWith("https://127.0.0.1:");
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie ->
                            assertThat(cookie).startsWith("__Host-bellwether-").endsWith("; Secure"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }
}
