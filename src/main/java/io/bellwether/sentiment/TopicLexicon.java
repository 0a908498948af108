package io.bellwether.sentiment;

import java.util.List;
import java.util.Map;

/** Words of the trade in Chinese and English, and the topic that each points to. */
final class TopicLexicon {
    private static final Map<Topic, List<String>> WORDS = Map.of(
            Topic.REFUND,
            List.of(
                    "退款",
                    "退货",
                    "退钱",
                    "退换",
                    "换货",
                    "赔偿",
                    "赔付",
                    "补偿",
                    "退运费",
                    "refund",
                    "refunded",
                    "refunds",
                    "return",
                    "returned",
                    "returns",
                    "reimburse",
                    "reimbursement",
                    "compensation",
                    "chargeback"),
            Topic.DELIVERY,
            List.of(
                    "快递",
                    "物流",
                    "发货",
                    "送货",
                    "配送",
                    "派送",
                    "送餐",
                    "包裹",
                    "到货",
                    "签收",
                    "骑手",
                    "运费",
                    "催单",
                    "delivery",
                    "deliver",
                    "delivered",
                    "shipping",
                    "shipped",
                    "shipment",
                    "courier",
                    "parcel",
                    "package",
                    "tracking"),
            Topic.QUALITY,
            List.of(
                    "质量",
                    "做工",
                    "坏了",
                    "破损",
                    "瑕疵",
                    "色差",
                    "次品",
                    "开裂",
                    "掉色",
                    "变质",
                    "发霉",
                    "漏发",
                    "发错",
                    "quality",
                    "broken",
                    "defective",
                    "damaged",
                    "faulty",
                    "cracked",
                    "torn",
                    "defect",
                    "stopped working"),
            Topic.PRICE,
            List.of(
                    "价格",
                    "降价",
                    "涨价",
                    "优惠",
                    "差价",
                    "太贵",
                    "便宜",
                    "保价",
                    "折扣",
                    "红包",
                    "price",
                    "prices",
                    "expensive",
                    "overpriced",
                    "cheap",
                    "discount",
                    "coupon",
                    "fee",
                    "fees",
                    "overcharged"),
            Topic.MANNER,
            List.of(
                    "态度",
                    "客服",
                    "不理人",
                    "敷衍",
                    "骂人",
                    "没礼貌",
                    "不耐烦",
                    "爱理不理",
                    "推卸",
                    "踢皮球",
                    "rude",
                    "attitude",
                    "manner",
                    "polite",
                    "impolite",
                    "unhelpful",
                    "disrespectful",
                    "customer service",
                    "ignored",
                    "helpful"),
            Topic.FRAUD,
            List.of(
                    "假货",
                    "骗子",
                    "诈骗",
                    "欺诈",
                    "欺骗",
                    "被骗",
                    "盗刷",
                    "刷单",
                    "虚假",
                    "山寨",
                    "正品",
                    "scam",
                    "fraud",
                    "fake",
                    "counterfeit",
                    "scammed",
                    "scammer",
                    "scammers",
                    "fraudulent",
                    "unauthorized",
                    "unauthorised"),
            Topic.APP,
            List.of(
                    "闪退",
                    "登录",
                    "登陆",
                    "卡顿",
                    "软件",
                    "系统",
                    "网页",
                    "验证码",
                    "打不开",
                    "支付失败",
                    "app",
                    "website",
                    "login",
                    "log in",
                    "crash",
                    "crashes",
                    "crashed",
                    "checkout",
                    "password",
                    "bug"));

    private static final int LONGEST = 4;
    private static final int[] KEYS = new int[1 << 11];
    private static final int[] MASKS = new int[KEYS.length];

    /** One bit per hash of a first token: most tokens begin no word of the trade and are passed over at once. */
    private static final long[] FIRST = new long[1 << 8];

    static {
        WORDS.forEach((topic, words) -> words.forEach(word -> put(word, topic)));
    }

    private TopicLexicon() {}

    /** Bits of the topics that the message touches. */
    static int topics(Tokens tokens) {
        int mask = 0;
        for (int i = 0; i < tokens.size; i++) {
            if (!mayBegin(tokens.hashes[i])) {
                continue;
            }
            int limit = Math.min(tokens.size, i + LONGEST);
            int hash = 0;
            for (int j = i; j < limit; j++) {
                hash = join(hash, tokens.hashes[j]);
                mask |= MASKS[slot(hash)];
            }
        }
        return mask;
    }

    private static void put(String word, Topic topic) {
        NormalText normal = new NormalText();
        Tokens tokens = new Tokens();
        normal.read(word);
        tokens.read(normal);
        int first = firstBit(tokens.hashes[0]);
        FIRST[first >>> 6] |= 1L << first;
        int hash = 0;
        for (int i = 0; i < tokens.size; i++) {
            hash = join(hash, tokens.hashes[i]);
        }
        int slot = slot(hash);
        KEYS[slot] = hash;
        MASKS[slot] |= topic.bit();
    }

    private static boolean mayBegin(int tokenHash) {
        int bit = firstBit(tokenHash);
        return (FIRST[bit >>> 6] >>> bit & 1) != 0;
    }

    private static int firstBit(int tokenHash) {
        return tokenHash * 0x9E3779B1 >>> 18;
    }

    private static int join(int hash, int tokenHash) {
        return (hash ^ tokenHash) * 0x9E3779B1 + 1;
    }

    private static int slot(int hash) {
        int slot = hash * 0x85EBCA6B >>> 21;
        while (KEYS[slot] != 0 && KEYS[slot] != hash) {
            slot = slot + 1 & KEYS.length - 1;
        }
        return slot;
    }
}
