package io.bellwether.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    @Test
    void knowsThePasswordAndNoOther() {
        String hash = Passwords.hash("correct horse battery".toCharArray());
        assertThat(hash).startsWith("pbkdf2-sha256:600000:").doesNotContain("horse");
        assertThat(Passwords.matches("correct horse battery".toCharArray(), hash))
                .isTrue();
        assertThat(Passwords.matches("correct horse batterz".toCharArray(), hash))
                .isFalse();
        assertThat(Passwords.hash("correct horse battery".toCharArray())).isNotEqualTo(hash);
    }

    /** RFC 7914, section 11: PBKDF2-HMAC-SHA-256 of "passwd", salt "salt", one round; its first 32 bytes. */
    @Test
    void isThePublishedFunction() {
        assertThat(Passwords.matches(
                        "passwd".toCharArray(),
                        "pbkdf2-sha256:1:c2FsdA==:VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw="))
                .isTrue();
    }

    /** It is looked at as any other is. */
    @Test
    void aNameThatNobodyHasTakesAsManyRounds() {
        String[] nobodys = Gate.NOBODYS.split(":", -1);
        String[] usual = Passwords.hash("correct horse battery".toCharArray()).split(":", -1);
        assertThat(nobodys).hasSameSizeAs(usual);
        assertThat(nobodys[0]).isEqualTo(usual[0]);
        assertThat(nobodys[1]).isEqualTo(usual[1]);
        assertThat(nobodys[2]).hasSameSizeAs(usual[2]);
        assertThat(nobodys[3]).hasSameSizeAs(usual[3]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "pbkdf2-sha256:x:AAAA:AAAA", "pbkdf2-sha256:1:*:*", "md5:1:AAAA:AAAA"})
    void nothingMatchesWhatIsNoHash(String hash) {
        assertThat(Passwords.matches("secret".toCharArray(), hash)).isFalse();
    }
}
