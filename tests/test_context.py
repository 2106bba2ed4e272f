"""Who speaks, of where and when: a small report of each genre."""

import pytest
from resolution_cases import marked

from kg.errors import DataError
from kg.extraction import context
from kg.extraction.context import genres, years
from kg.extraction.tokens import tokenize
from kg.model import Document
from kg.reading.text import source

EVALUATION = ("{GovernmentAgency|市科技局}2021年度部门整体支出绩效自评报告\n\n"
              "按照《{GovernmentAgency|沧州市财政局}通知》，我局评价如下。\n一、基本情况\n{GovernmentAgency|沧州市科学技术局}内设机构8个。"
              "全市高新技术企业500家，居全省第三。2021年，我市获奖。")
SUMMARY = ("云南省科学技术厅2022年工作总结\n2022年，我厅认真履职，全省研发投入增长。昆明、大理进展良好。")
REPORT = ("（二）加快科技创新。坚持创新驱动，全省研发投入增长9%。长春、延边进展良好，吉林石化转型。五年来，成效明显。"
          "“十五五”发展目标已定。")
DIRECT = ("政府工作报告\n各位代表：现在，我代表市人民政府作报告。全市生产总值增长，沧州高新区扩区，沧州港开工。"
          "\n二、2023年政府工作安排\n加快建设。")
NEWS = ("某某新闻网2022年8月11日讯（记者 某某）11日，{GovernmentAgency|市科技局}在沈阳举行发布会。沈阳全市新增企业9家，"
        "辽宁省科技厅到会。")
PROVINCE_NEWS = "记者从{GovernmentAgency|省科技厅}获悉，我省科技特派员深入安乡县、资兴市、蓝山县。湖南文理学院到会。"
COUNTY_NEWS = "7月20日，产业化项目签约仪式在如东县举行。江苏省专家到会。如东县委表示，如东欢迎企业。"
DISTRICT_NEWS = "杨浦区今天与{GovernmentAgency|市农业农村委}签约。记者获悉，杨浦将建设园区。杨浦区委出席。上海企业到。"
DECISION = ("沧州市人民政府关于2021年度科学技术奖励的决定\n各县（市、区）人民政府，市直有关部门：\n现予公布。\n"
            "沧州市人民政府\n2022年3月1日")
NOTICE = ("关于公布2022年度科技型企业名单的通知\n各有关单位：\n现将名单予以公布。\n湖南省科学技术厅\n2022年11月3日")
LIST = "湖北省科学技术厅2023年度拟立项项目名单\n1. 甲项目\n2. 乙项目\n武汉、宜昌"
BULLETIN = "万安县2021年国民经济和社会发展统计公报\n初步核算，全年全县地区生产总值90亿元，增长8%。"
NATION = ("甲通社北京7月27日电 我国科技金融力度提升。乙部副部长表示，我国资本市场活跃。记者获悉，我国还将深化改革。")
PLAIN = "这是一篇没有地方也没有机构的短文。"


def found(text):
    document, mentions = marked(text)
    words = tokenize(document.text, document.sentences)
    return context.find(Document(document.source, document.sentences, words), mentions)


@pytest.mark.parametrize(("text", "genre", "publisher", "region", "province", "year"), [
    (EVALUATION, "evaluation", "沧州市科学技术局", "沧州市", "河北省", 2021),
    (SUMMARY, "evaluation", "云南省科学技术厅", "云南省", "云南省", 2022),
    (REPORT, "work-report", "吉林省人民政府", "吉林省", "吉林省", 2026),
    (DIRECT, "work-report", "沧州市人民政府", "沧州市", "河北省", 2023),
    (NEWS, "news", None, "沈阳市", "辽宁省", 2022),
    (PROVINCE_NEWS, "news", None, "湖南省", "湖南省", None),
    (COUNTY_NEWS, "news", None, "如东县", "江苏省", None),
    (DISTRICT_NEWS, "news", None, "杨浦区", "上海市", None),
    (DECISION, "decision", "沧州市人民政府", "沧州市", "河北省", 2021),
    (NOTICE, "decision", "湖南省科学技术厅", "湖南省", "湖南省", 2022),
    (LIST, "award-list", "湖北省科学技术厅", "湖北省", "湖北省", 2023),
    (BULLETIN, "bulletin", "万安县统计局", "万安县", "江西省", 2021),
    (NATION, "news", None, "中国", None, None),
    (PLAIN, "news", None, None, None, None),
])
def test_publisher_region_and_year_of_a_report_of_each_genre(text, genre, publisher, region, province, year):
    got = found(text)
    assert (got.genre, got.publisher, got.region, got.province, got.year) == (genre, publisher, region, province, year)


@pytest.mark.parametrize(("text", "year"), [
    ("甲市人民政府办公室关于建议的复函\n甲政办函〔2005〕21号\n乙同志：\n收悉。\n甲市人民政府办公室", 2005),
    ("甲市人民政府关于奖励的决定\n各有关单位：\n现予公布。\n二〇〇五年三月一日", 2005),
    ("甲新闻社2021-07-28甲新闻社乙市7月27日电 记者获悉，丙园开园。", 2021),
    ("记者获悉，丙2018年获奖，近日开园。（《甲日报》（2021年07月22日 1版））", 2021),
    ("记者获悉，月产2万片，2024年底要达到5万片。", None),
    ("8月16日，2023年全国科学实验汇演举行。", 2023),
    ("8月16日，记者获悉，2019年以来，甲建成乙站。", None),
    ("8月16日，记者获悉，2020年至2022年投入5亿元，较2022年增长。", 2022),
    ("8月3日，记者获悉，2022年实现产值5亿元。", 2022),
    ("8月3日，记者获悉，2022年实现产值5亿元，今年又增两条产线。", 2023),
    ("8月3日，记者获悉，2022年上半年实现产值5亿元，今年又增两条产线。", 2022),
    ("2022年产量3万辆，2025年要达到5万辆。", 2022),
    ("甲站2020年5月挂牌，依托乙公司运行。去年营收3亿元，今年增长。", None),
    ("甲公司2019年才落户乙园，今年出口1800万元。", None),
    ("甲园2022年实现产值46.8亿元。去年，乙区收入900亿元。", 2023),
    ("甲公司计划投入4000万元，2026年投放叉车。2021年获奖。", 2021),
    ("2021年，甲市新增企业3家。2022年，甲市将建设乙园。", 2021),
    ("甲厅长谈到2022年的打算时说，2021年新增企业3家。", 2021),
    ("“十四五”期间，甲市新增企业300家，是“十三五”末的3倍。", 2025),
    ("2021年，甲市登记技术合同30项。", 2021),
    ("2021年2月，甲校建设迎来开门红，成为2020年度基地。", 2021),
    ("甲园建设加快。早在2012年12月11日，乙校就来访。2021年，新增企业3家。", 2021),
    ("2021年前三季度，甲区新增企业3家。", 2021),
    ("2018年成立的甲公司位于乙园，员工100人。", None),
    ("《甲产业倍增方案（2021—2023年）》印发，2020年产值9亿元。", 2021),
    ("近日，“2021甲省数字经济百强”发布。", 2021),
    ("至2024年4月，甲市有平台6家，2023年产值9亿元。", 2024),
    ("到2023年7月底，甲园新增孵化器10个。", 2023),
    ("记者获悉，甲公司计划2025年登陆北交所。", None),
    ("8月3日，记者获悉，到2025年产值5亿元。", None),
    ("8月3日，记者获悉，2030年，企业达3000家，拟在2030年建成。", None),
    ("8月3日，记者获悉，成果应在2018年1月1日以后取得。", None),
    ("近日，甲协会公布2023年度“甲奖”获奖名单。", 2023),
    ("近日，记者获悉，示范区2023年全链接大会举行。", 2023),
    ("记者获悉，文号为甲政发〔2022〕11号。", None),
    ("记者获悉，生产2023台设备。", None),
])
def test_the_year_of_a_news_piece_is_told_by_its_text_alone(text, year):
    assert found(text).year == year


@pytest.mark.parametrize(("text", "title"), [
    (EVALUATION, "市科技局2021年度部门整体支出绩效自评报告"),
    ("原标题：甲校获奖 近日，记者获悉，甲校获奖。", "甲校获奖"),
    ("【引证码】 CLI.12.1\n甲市科技局关于印发《乙办法》的通知\n各单位：\n现予印发。",
     "甲市科技局关于印发《乙办法》的通知"),
    ("近日，甲校获奖。\n乙校也获奖。", "甲校获奖"),
    ("中新网甲市8月11日电(记者 张三)8月11日，记者从甲市科技局获悉，乙园开园。", "乙园开园"),
    ("甲市乙区的丙丁戊研究院和己庚辛壬癸有限公司联合研发的第一台设备，近日在子丑寅卯园区交付使用并投产。",
     "甲市乙区的丙丁戊研究院和己庚辛壬癸有限公司联合研发的第一台设备"),
    (REPORT, "加快科技创新"),
    ("", "test"),
])
def test_a_title_is_a_short_first_paragraph_that_is_no_sentence_else_the_first_words(text, title):
    assert found(text).title == title


def test_every_genre_file_reads_and_the_fallback_is_one_of_them():
    assert genres.FALLBACK in genres.genres()
    assert all(g.cues for g in genres.genres().values())


@pytest.mark.parametrize("entry", [{}, {"publisher": "nobody"}, {"publisher": "none", "cue": [{"where": "sky"}]},
                                   {"publisher": "none", "cue": [{"where": "text", "pattern": "(", "weight": 1}]}])
def test_a_wrong_genre_file_dies_while_loading(monkeypatch, entry):
    monkeypatch.setattr(genres, "table", lambda *_: entry)
    with pytest.raises(DataError, match="news"):
        genres._genre("news")


def test_a_year_rule_that_does_not_match_its_example_dies_while_loading(monkeypatch):
    rule = {"pattern": r"(?P<year>20\d\d)", "where": "text", "pick": "max", "example": "没有年份"}
    monkeypatch.setattr(years, "table", lambda *_: {"rule": [rule], "plans": {}})
    years._rules.cache_clear()
    with pytest.raises(DataError, match="years"):
        years._rules()
    years._rules.cache_clear()


@pytest.mark.parametrize(("name", "text", "year"), [
    ("jia-2021", "8月3日，记者获悉，企业增加。", 2021),
    ("jia-2021", "8月3日，记者获悉，2022年实现产值5亿元。", 2021),
    ("jia-2021", "甲新闻网2022年8月11日讯（记者 某某）企业增加。", 2022),
    ("jia-12021", "8月3日，记者获悉，企业增加。", None),
])
def test_the_name_of_the_file_tells_the_year_where_the_text_does_not(name, text, year):
    document, mentions = marked(text)
    named = Document(source(text, name), document.sentences, tokenize(text, document.sentences))
    assert context.find(named, mentions).year == year


@pytest.mark.parametrize(("text", "title", "year"), [
    ("国务院关于甲新区\n总体规划（2018—2035年）的批复\n国函〔2018〕1号\n你们的请示收悉。\n国务院\n2018年12月25日\n",
     "国务院关于甲新区总体规划（2018—2035年）的批复", 2018),
])
def test_a_national_body_serves_the_country_and_a_title_may_stand_on_two_lines(text, title, year):
    got = found(text)
    assert (got.title, got.publisher, got.region, got.province, got.year) == (title, "国务院", "中国", None, year)
