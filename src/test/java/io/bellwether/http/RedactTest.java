package io.bellwether.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://hooks.example/services/T0/key,        https://hooks.example/***
            https://hooks.example:8443/send?token=key,    https://hooks.example:8443/***
            https://user:key@hooks.example/,              https://hooks.example/
            https://hooks.example,                        https://hooks.example/
            https://hooks.example?key,                    https://hooks.example/***
            not a url with key,                           ***
            mailto:key@example,                           ***
            """)
    void keepsSchemeHostAndPort(String url, String redacted) {
        assertThat(Redact.url(url)).isEqualTo(redacted);
    }

    @Test
    void takesSecretsAndLineBreaksOutOfForeignTexts() {
        assertThat(Redact.text("bad\r\nkey s3cret and s3cret\u0007!", List.of("s3cret", "")))
                .isEqualTo("bad  key *** and *** !");
    }

    @Test
    void showsAtMost256CharactersAndSplitsNone() {
        String text = "😀".repeat(300);
        assertThat(Redact.text(text, List.of())
                        .codePointCount(0, Redact.text(text, List.of()).length()))
                .isEqualTo(256);
        assertThat(Redact.text("x".repeat(250) + "s3cret", List.of("s3cret"))).isEqualTo("x".repeat(250) + "***");
    }

    @Test
    void tellsTheChainOfCausesInOneLineWithoutSecrets() {
        Throwable failure = new java.util.concurrent.CompletionException(
                new javax.net.ssl.SSLHandshakeException("PKIX path building failed for s3cret")
                        .initCause(new IllegalStateException(
                                "validation\nfailed", new java.io.EOFException("validation\nfailed"))));
        assertThat(Redact.failure(failure, List.of("s3cret")))
                .isEqualTo("SSLHandshakeException: PKIX path building failed for ***, because of "
                        + "IllegalStateException: validation failed");
        assertThat(Redact.failure(new java.net.ConnectException(), List.of())).isEqualTo("ConnectException");
    }
}
