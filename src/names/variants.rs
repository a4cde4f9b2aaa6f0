//! Kanji that are written in several forms: old and new, and those that registers and banks exchange.
//!
//! The first character of a group stands for all of it. What NFKC unifies already (CJK compatibility ideographs) need
//! not stand here; the twelve that it leaves alone, such as 﨑, do. The groups say 'may be the same name', so families
//! that insist on their own form (斎藤 and 斉藤) fall together on purpose. The second list adds simplified
//! forms used in Chinese names, so that a name in an identity document meets itself in Japanese print.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

static CANONICAL: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let mut parent = FxHashMap::default();
    for group in FORMS.split_whitespace().chain(SIMPLIFIED.split_whitespace()) {
        let mut forms = group.chars();
        let Some(first) = forms.next() else { continue };
        let head = root(&parent, first);
        for c in forms {
            let other = root(&parent, c);
            if other != head {
                parent.insert(other, head);
            }
        }
    }
    parent.keys().map(|&c| (c, root(&parent, c))).collect()
});

/// Follows the groups that share a form to the one that stands for all.
fn root(parent: &FxHashMap<char, char>, mut c: char) -> char {
    while let Some(&up) = parent.get(&c) {
        c = up;
    }
    c
}

/// The form that stands for `c`; `c` itself when it has no other.
pub(super) fn canonical(c: char) -> char {
    if (c as u32) < 0x3400 { c } else { CANONICAL.get(&c).copied().unwrap_or(c) }
}

/// Whether the character may stand for another that the source could not write: private use, the geta mark, the
/// replacement character, or a rare ideograph outside the basic block that no group knows.
pub(super) fn is_stand_in(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' | '〓' | '\u{FFFD}' | '■' | '□'
        | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}

const FORMS: &str = "
辺邊邉 高髙 崎﨑嵜㟢碕 斎齋斉齊 沢澤 浜濱濵 広廣 国國圀囯 島嶋嶌㠀嶹 桜櫻 条條 真眞 恵惠 竜龍
徳德 瀬瀨 曽曾 与與 来來 寿壽 栄榮 円圓 応應 学學斈 実實 渋澁澀 蔵藏 万萬 桧檜 富冨 淵渕渊
吉𠮷 弥彌 槙槇 桑桒 柳栁桺 橋𣘺槗 土𡈽圡 館舘 峰峯 滝瀧 関關 鉄鐵鐡銕 塩鹽 巌巖 芦蘆 籠篭 薮藪
園薗 湧涌 頼賴 祢禰 弁辨瓣辯 船舩 昂昻 亘亙 糸絲 竈竃 鶴靏靍鸖 穂穗 凛凜 繁緐 釜釡 彦彥 郎郞
黒黑 緑綠 顔顏 産產 薫薰 勲勛勳 静靜 青靑 清淸 猪豬 緒緖 礼禮 梅楳 毎每 錬鍊 増增 鷗鴎 壌壤
嬢孃 譲讓 醸釀 穣穰 亜亞 悪惡 圧壓 囲圍 為爲 医醫 壱壹 稲稻 飲飮 隠隱 営營 衛衞 駅驛 悦悅
閲閱 煙烟 艶艷 奥奧 横橫 欧歐 殴毆 鴬鶯 温溫 穏穩 仮假 価價 画畫 会會 懐懷 絵繪 拡擴 殻殼
覚覺 岳嶽 楽樂 渇渴 巻卷 勧勸 寛寬 歓歡 観觀 缶罐 陥陷 気氣 帰歸 亀龜 偽僞 戯戲 犠犧 既旣
旧舊 拠據 挙擧舉 虚虛 峡峽 強强 挟挾 狭狹 郷鄕 暁曉 尭堯 区區 駆驅駈 勲勳 径徑 茎莖 渓溪谿
経經 継繼 軽輕 鶏鷄雞 芸藝 撃擊 欠缺 倹儉 剣劍劒剱劔 圏圈 検檢 権權 献獻 研硏 県縣 険險 験驗
顕顯 厳嚴 呉吳 娯娛 効效 鉱鑛 号號 恒恆 晃晄 黄黃 砕碎 済濟 歳歲 剤劑 雑雜 桟棧 参參 惨慘
賛贊 残殘 蚕蠶 歯齒 児兒 辞辭 湿濕 舎舍 写寫 釈釋 収收 従從 縦縱 獣獸 粛肅 処處 叙敍 将將
称稱 焼燒 証證 乗乘 剰剩 状狀 奨獎 涉渉 嘱囑 触觸 寝寢 慎愼 晋晉 尽盡 図圖 粋粹 酔醉 随隨
髄髓 枢樞 数數 摂攝 窃竊 専專 戦戰 浅淺 潜潛 繊纖 践踐 銭錢 禅禪 双雙 壮壯 荘莊庄 捜搜 挿插
巣巢 争爭 総總 聡聰 装裝 騒騷 臓臟 属屬 続續 堕墮 対對 体體 帯帶 滞滯 台臺 択擇 単單 担擔
胆膽 団團 弾彈 断斷 痴癡 遅遲 昼晝 虫蟲 鋳鑄 庁廳 徴徵 聴聽 勅敕 鎮鎭 逓遞 転轉 点點 伝傳
灯燈 当當 党黨 盗盜 闘鬭 独獨 読讀 届屆 縄繩 弐貳 悩惱 脳腦 覇霸 廃廢 拝拜 売賣 麦麥 発發
髪髮 抜拔 蛮蠻 秘祕 浜濱 払拂 仏佛 並竝 併倂 変變 辺邊 舗舖 歩步 宝寶寳 豊豐 萌萠 褒襃 翻飜
没沒 満滿 黙默 訳譯 薬藥 予豫 余餘 誉譽 揺搖 様樣 謡謠 遥遙 欲慾 来徠 乱亂 覧覽 略畧 両兩
猟獵 塁壘 涙淚 励勵 霊靈 隷隸 齢齡 暦曆 歴歷 恋戀 炉爐 労勞 楼樓 録錄 湾灣 内內 戸戶 角⻆
冴冱 諌諫 侠俠 蝉蟬 繋繫 掴摑 蕊蕋 蘂蕊 梼檮 涛濤 祷禱 頬頰 填塡 剥剝 叱𠮟 呑吞 痩瘦 鯵鰺
蝿蠅 鹸鹼 麹麴 壷壺 砺礪 蛎蠣 蝋蠟 騨驒 箪簞 醤醬 顛顚 屏屛 桝枡 躯軀 杉杦 松枩柗 梨棃 曻昇
野埜 秋穐龝 風凬 鎌鐮 喜㐂 美羙 恭㳟 陽阳 衆眾 姉姊 妍姸 穎頴 翆翠 瑶瑤 珎珍 祇祗 喩喻 禱祷
隣鄰 雁鴈 鼡鼠 蛍螢 竪豎 煕熙凞 韮韭 槌鎚 碁棊 潟泻 噌噲
";

const SIMPLIFIED: &str = "
張张 劉刘 陳陈 楊杨 趙赵 呉吴 孫孙 馬马 鄭郑 謝谢 許许 馮冯 鄧邓 蕭萧 蒋蔣 葉叶 蘇苏 呂吕
羅罗 韓韩 盧卢 鐘锺钟鍾 譚谭 陸陆 範范 賀贺 頼赖 龔龚 閻阎 鄒邹 顧顾 龍龙 萬万 銭钱 湯汤 厳严
蘭兰 麗丽 華华 偉伟 軍军 強强 傑杰 濤涛 紅红 艶艳 鵬鹏 飛飞 剣剑 輝辉 暉晖 瑩莹 潔洁 鳳凤
東东 寧宁 陽阳 陰阴 慶庆 栄荣 貴贵 賢贤 順顺 達达 維维 紹绍 継继 紀纪 綺绮 綱纲 経经 緑绿
結结 綿绵 錦锦 鋒锋 銘铭 鋼钢 鋭锐 鎮镇 鏡镜 鈴铃 銀银 鉄铁 銅铜 錢钱 雲云 霊灵 電电 風风
頌颂 願愿 顔颜 顕显 題题 馳驰 駿骏 驍骁 騰腾 魯鲁 鴻鸿 鶴鹤 鷹鹰 黄黃 斉齐 歯齿 竜龙 亜亚
児儿 興兴 義义 書书 買买 楽乐 習习 郷乡 喬乔 専专 業业 叢丛 両两 豊丰 長长 門门 間间 閃闪
聞闻 閣阁 閔闵 問问 開开 関关 個个 倫伦 価价 儀仪 億亿 優优 伝传 倉仓 創创 劇剧 動动 勁劲
勝胜 労劳 勲勋 単单 園园 円圆 図图 団团 堅坚 報报 場场 壽寿 夢梦 奮奋 嬌娇 媽妈 実实 寛宽
対对 導导 爾尔 堯尧 層层 岡冈 島岛 嶺岭 巌岩 師师 帥帅 帰归 広广 庁厅 庫库 応应 弾弹 録录
徳德 後后 徹彻 愛爱 憶忆 懐怀 憲宪 戦战 戯戏 戸户 扎札 択择 撃击 挙举 揚扬 搖摇 攔拦 敵敌
時时 昇升 暁晓 曄晔 暢畅 曇昙 機机 権权 樹树 橋桥 棟栋 標标 樺桦 楓枫 檸柠 構构 歓欢 歩步
歴历 気气 漢汉 決决 沢泽 潤润 淵渊 満满 漸渐 漁渔 澤泽 瀾澜 瀟潇 済济 渓溪 無无 為为 煒炜
焔焰 煙烟 煥焕 熱热 燦灿 爍烁 燁烨 営营 環环 現现 瑋玮 瑤瑶 瓊琼 瑪玛 畢毕 異异 発发 監监
盤盘 確确 礎础 禮礼 禎祯 種种 穎颖 積积 穩稳 窮穷 競竞 筆笔 節节 築筑 簡简 純纯 納纳 紋纹
級级 細细 終终 組组 統统 絵绘 網网 緒绪 縁缘 編编 練练 縦纵 総总 績绩 織织 聖圣 聯联 聡聪
聴听 職职 肅肃 臨临 艦舰 芸艺 荘庄 蓮莲 薔蔷 補补 襲袭 観观 覚觉 計计 訓训 記记 詠咏 詩诗
誠诚 語语 説说 調调 諒谅 諾诺 謙谦 講讲 譜谱 議议 護护 財财 貝贝 負负 貢贡 責责 賈贾 資资
賓宾 質质 贇赟 賛赞 軒轩 軟软 載载 輪轮 輯辑 農农 辺边 進进 遠远 運运 過过 連连 遅迟 選选
遼辽 還还 釗钊 鈞钧 鉅钜 鈺钰 銓铨 錚铮 鍵键 鎔镕 鐸铎 鑑鉴 隊队 階阶 際际 隨随 雋隽 雙双
鄔邬 鞏巩 項项 須须 頓顿 領领 頻频 韋韦 韻韵 響响 飄飘 養养 館馆 駱骆 騏骐 驕骄 験验 髪发
鮑鲍 鮮鲜 鯉鲤 鳴鸣 鵑鹃 鵡鹉 鸞鸾 麥麦 點点
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_fall_together() {
        for (a, b) in [
            ('邊', '辺'),
            ('邉', '辺'),
            ('﨑', '崎'),
            ('齋', '斉'),
            ('髙', '高'),
            ('嶌', '島'),
            ('𠮷', '吉'),
            ('眞', '真'),
        ] {
            assert_eq!(canonical(a), canonical(b), "{a} {b}");
        }
        assert_ne!(canonical('太'), canonical('大'));
    }

    #[test]
    fn canonical_is_a_fixed_point() {
        for c in CANONICAL.keys() {
            assert_eq!(canonical(canonical(*c)), canonical(*c), "{c}");
        }
    }
}
