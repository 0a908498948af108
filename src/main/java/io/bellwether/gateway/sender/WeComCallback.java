package io.bellwether.gateway.sender;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Callbacks of WeCom (企业微信): signed with SHA-1 over the sorted token, time, nonce and what is encrypted, which is AES-256
 * in CBC mode with the first half of the key as its beginning, padded to blocks of 32. What it holds is sixteen random bytes,
 * a length, the message, and the id of whom it is for. A message that is XML is taken in as JSON: an object of texts.
 */
final class WeComCallback implements SenderCheck {

    private static final int KEY_CHARACTERS = 43;
    private static final int RANDOM = 16;
    private static final int LARGEST_PADDING = 32;
    private static final SenderClock CLOCK =
            new SenderClock(new SignedPart(SignedPart.From.QUERY, "timestamp"), "", true, 10 * 60_000L);

    private static final XMLInputFactory XML = XMLInputFactory.newInstance();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final String token;
    private final byte[] key;
    private final String receiver;

    private WeComCallback(String token, byte[] key, String receiver) {
        this.token = token;
        this.key = key;
        this.receiver = receiver;
    }

    static WeComCallback of(Secrets secrets) {
        if (secrets.token().isEmpty() || secrets.aesKey().length() != KEY_CHARACTERS) {
            throw new IllegalArgumentException(
                    "needs token and aes_key (" + KEY_CHARACTERS + " characters) of the callback");
        }
        return new WeComCallback(
                secrets.token(), Base64.getDecoder().decode(secrets.aesKey() + "="), secrets.receiver());
    }

    @Override
    public Admission check(WebhookCall delivery, long now) {
        String signature = delivery.query().get("msg_signature");
        String time = delivery.query().get("timestamp");
        String nonce = delivery.query().get("nonce");
        boolean asks = delivery.method().equals("GET");
        String encrypted = asks
                ? delivery.query().get("echostr")
                : xml(delivery.body()).path("Encrypt").asText(null);
        if (Stream.of(signature, time, nonce, encrypted).anyMatch(text -> text == null || text.isEmpty())) {
            return Admission.refused(SenderVerdict.MISSING);
        }
        byte[] told = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(signature(time, nonce, encrypted), told)) {
            return Admission.refused(SenderVerdict.WRONG);
        }
        SenderVerdict timely = CLOCK.check(delivery, "", now);
        if (timely != SenderVerdict.GENUINE) {
            return Admission.refused(timely);
        }
        byte[] message = message(encrypted);
        if (message == null) {
            return Admission.refused(SenderVerdict.UNREADABLE);
        }
        return Admission.of(delivery.withBody(asks ? message : json(message)));
    }

    private byte[] signature(String time, String nonce, String encrypted) {
        String sorted = Stream.of(token, time, nonce, encrypted).sorted().collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(sorted.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /** What was encrypted for this company; null where it is something else. */
    private byte[] message(String encrypted) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(Arrays.copyOf(key, cipher.getBlockSize())));
            byte[] plain = cipher.doFinal(Base64.getDecoder().decode(encrypted));
            int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
            int end = plain.length - (padding < 1 || padding > LARGEST_PADDING ? 0 : padding);
            int from = RANDOM + Integer.BYTES;
            int length = end < from
                    ? -1
                    : ByteBuffer.wrap(plain, RANDOM, Integer.BYTES).getInt();
            if (length < 0 || length > end - from) {
                return null;
            }
            String whose = new String(plain, from + length, end - from - length, StandardCharsets.UTF_8);
            return receiver.isEmpty() || receiver.equals(whose) ? Arrays.copyOfRange(plain, from, from + length) : null;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] json(byte[] message) {
        boolean isXml = message.length > 0 && message[0] == '<';
        return isXml ? xml(message).toString().getBytes(StandardCharsets.UTF_8) : message;
    }

    /** The texts of the elements in the root; what is no XML gives none. */
    private static ObjectNode xml(byte[] bytes) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        try {
            XMLStreamReader reader;
            synchronized (XML) {
                reader = XML.createXMLStreamReader(new ByteArrayInputStream(bytes));
            }
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT && depth == 1) {
                    fields.put(reader.getLocalName(), reader.getElementText());
                } else {
                    depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                    depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                }
            }
        } catch (XMLStreamException e) {
            return fields;
        }
        return fields;
    }
}
