//! Characters that look like a common Han character but have another code.
//!
//! Text copied from a PDF carries Kangxi radicals (⽂ for 文), text from old systems carries compatibility ideographs.
//! Unicode folds both under normalisation form NFKC; these two tables are that folding for names (Unicode 15.1).

const KANGXI_START: u32 = 0x2F00;
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳\
    心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音\
    頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

const COMPAT_START: u32 = 0xF900;
const COMPAT: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌\
    祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮\
    兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈\
    領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
    藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼\
    館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
    難響頻恵𤋮舘";

/// The common character for a Kangxi radical or a compatibility ideograph; any other character as it is. Idempotent.
pub(super) fn fold(c: char) -> char {
    let (start, table) = match u32::from(c) {
        KANGXI_START..=0x2FD5 => (KANGXI_START, KANGXI),
        COMPAT_START..=0xFA6D => (COMPAT_START, COMPAT),
        _ => return c,
    };
    table
        .chars()
        .nth((u32::from(c) - start) as usize)
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_are_complete_and_fold_once() {
        assert_eq!(KANGXI.chars().count(), 0x2FD5 - 0x2F00 + 1);
        assert_eq!(COMPAT.chars().count(), 0xFA6D - 0xF900 + 1);
        for (from, to) in [
            ('⽂', '文'),
            ('⾦', '金'),
            ('\u{F9D1}', '六'),
            ('\u{FA0E}', '\u{FA0E}'),
            ('张', '张'),
        ] {
            assert_eq!(fold(from), to);
        }
        for c in KANGXI.chars().chain(COMPAT.chars()) {
            assert_eq!(fold(c), c);
        }
    }
}
