package io.bellwether.gateway.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WeComCallbackTest {

    private static final String TOKEN = "QDG6eK";
    private static final String AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final String COMPANY = "wx5823bf96d3bd56c7";
    private static final Secrets SECRETS = new Secrets(List.of(), TOKEN, AES_KEY, COMPANY);

    /** The vector of WeCom's own page on the verification of an address. */
    @Test
    void theVendorsOwnVectorIsAnswered() {
        String echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==";
        WebhookCall parcel = new WebhookCall(
                "GET",
                "",
                Map.of(
                        "msg_signature", "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
                        "timestamp", "1409659589",
                        "nonce", "263014780",
                        "echostr", echo),
                Map.of(),
                new byte[0]);
        Admission admission = WeComCallback.of(SECRETS).check(parcel, 1_409_659_589_000L);
        assertThat(admission.verdict()).isEqualTo(SenderVerdict.GENUINE);
        assertThat(new String(admission.delivery().body(), StandardCharsets.UTF_8))
                .isEqualTo("1616140317555161061");
        assertThat(WeComCallback.of(SECRETS)
                        .check(parcel, 1_409_659_589_000L + 3_600_000)
                        .verdict())
                .isEqualTo(SenderVerdict.OUT_OF_WINDOW);
    }

    @Test
    void aMessageBecomesAnObjectOfTexts() throws Exception {
        String message = "<xml><ToUserName><![CDATA[ww1]]></ToUserName><CreateTime>1348831860</CreateTime>"
                + "<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event></xml>";
        Admission admission = WeComCallback.of(SECRETS).check(parcel(message, COMPANY), 1_409_659_589_000L);
        assertThat(new String(admission.delivery().body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"ToUserName\":\"ww1\",\"CreateTime\":\"1348831860\",\"MsgType\":\"event\","
                        + "\"Event\":\"kf_msg_or_event\"}");
    }

    @Test
    void whatIsForAnotherCompanyOrChangedIsNotTaken() throws Exception {
        WeComCallback check = WeComCallback.of(SECRETS);
        assertThat(check.check(parcel("{}", "other"), 1_409_659_589_000L).verdict())
                .isEqualTo(SenderVerdict.UNREADABLE);
        WebhookCall right = parcel("{}", COMPANY);
        WebhookCall changed = right.withBody(new String(right.body(), StandardCharsets.UTF_8)
                .replace("[CDATA[", "[CDATA[A")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(check.check(changed, 1_409_659_589_000L).verdict()).isEqualTo(SenderVerdict.WRONG);
        assertThat(check.check(right.withBody("<!DOCTYPE x><xml>".getBytes(StandardCharsets.UTF_8)), 0)
                        .verdict())
                .isEqualTo(SenderVerdict.MISSING);
    }

    private static WebhookCall parcel(String message, String company) throws Exception {
        byte[] key = Base64.getDecoder().decode(AES_KEY + "=");
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] whose = company.getBytes(StandardCharsets.UTF_8);
        int length = 20 + text.length + whose.length;
        int padding = 32 - length % 32;
        ByteBuffer plain = ByteBuffer.allocate(length + padding);
        plain.put(new byte[16]).putInt(text.length).put(text).put(whose);
        byte[] pad = new byte[padding];
        Arrays.fill(pad, (byte) padding);
        plain.put(pad);
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
        String encrypted = Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
        String sorted = Stream.of(TOKEN, "1409659589", "1", encrypted).sorted().collect(Collectors.joining());
        String signature = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(sorted.getBytes(StandardCharsets.UTF_8)));
        String xml = "<xml><ToUserName><![CDATA[ww1]]></ToUserName><Encrypt><![CDATA[" + encrypted
                + "]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>";
        return new WebhookCall(
                "POST",
                "",
                Map.of("msg_signature", signature, "timestamp", "1409659589", "nonce", "1"),
                Map.of(),
                xml.getBytes(StandardCharsets.UTF_8));
    }
}
