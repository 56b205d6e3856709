"""The words that people put before and after the numbers of weeks, months, days and phases, as regular expressions."""

from typing import Final, Literal

Unit = Literal["week", "month", "day"]

# Before their number: "Week 3", "Semana 3", "неделя 3".
BEFORE: Final[dict[Unit, str]] = {
    "week": (
        "weeks?|wks?|wk|semanas?|sem|semaines?|wochen?|недел[яию]|недель|тиждень|тижні|settiman[ae]|week|weken|"
        "tydzień|tygodnie|týden|týdny|hafta|vecka|veckor|uge|uger|uke|viikko|viikot|săptămân[aă]|setmana|"
        "tuần|minggu|εβδομάδ[αε]ς?|hét|सप्ताह|สัปดาห์(?:ที่)?|שבוע|(?:ال)?[أا]سبوع|(?:ال)?[أا]سابيع|هفته"
    ),
    "month": (
        "months?|mes|meses|mois|monate?|месяц[ыа]?|місяць|mes[ei]|mês|maand|maanden|miesiąc|měsíc|tháng|bulan|"
        "månad|måned|luna|(?:ال)?شهر|חודש|เดือน(?:ที่)?"
    ),
    "day": (
        "days?|d[ií]as?|jours?|tage?|день|дни|giorn[oi]|dag|dagen|dzień|dni|den|gün|ngày|hari|dag|päivä|ziua|"
        "(?:ال)?يوم|יום|วัน(?:ที่)?|दिन"
    ),
}
# Around or after their number: "第3周", "3주차", "1. Woche", "3rd week".
CHINESE_AFTER: Final[dict[Unit, str]] = {"week": "周|週|星期|礼拜", "month": "个月|個月|月", "day": "天|日"}
JAPANESE_AFTER: Final[dict[Unit, str]] = {"week": "週目|週間目", "month": "(?:か|ヶ|カ|ケ|ヵ|箇)月目", "day": "日目"}
KOREAN_NTH: Final[dict[Unit, str]] = {"week": "주", "month": "개월|달", "day": "일"}
KOREAN_AFTER: Final[dict[Unit, str]] = {
    "week": r"주\s*차|주째",
    "month": r"(?:개월|달)\s*차?째?",
    "day": r"일\s*차|일째",
}
PHASES = (
    "phase|stage|tier|level|part|module|unit|fase|etapa|nivel|parte|m[oó]dulo|étape|niveau|partie|stufe|teil|"
    "modul|abschnitt|этап|фаза|уровень|часть|модуль|livello|modulo|nível|faza|etap|poziom|część|deel|niveau|"
    "aşama|bölüm|seviye|del|fas|nivå|giai đoạn|phần|tahap|bagian|μέρος|φάση|(?:ال)?مرحلة|(?:ال)?مستوى|"
    "(?:ال)?جزء|(?:ال)?وحدة|שלב|चरण|ระดับ(?:ที่)?|ขั้นตอนที่"
)
CHINESE_PHASES = "部分|阶段|階段|部|章|篇|编|編|单元|單元|模块|关|级"

LENGTHS: Final[dict[Unit, str]] = {
    "week": "weeks?|wks?|wochen?|semanas?|semaines?|недел[яию]|недель|settimane|weken|周|週間?|주",
    "month": "months?|monate?|mes(?:es)?|mois|месяц(?:а|ев)?|mesi|个月|個月|か月|ヶ月|개월",
    "day": "days?|tage?|d[ií]as?|jours?|дн(?:я|ей)|день|giorni|天|日間?|일",
}

CHECKPOINT: Final = (
    r"\b(?:check-?list|check-?point|criteri(?:a|on|os|i)|milestones?|reviews?|deliverables?|"
    r"lista de (?:control|verificaci[oó]n|verificação|comprobación)|punto de control|hitos?|repaso|"
    r"entregables?|entregáveis|revisão|critérios|"
    r"checkliste|kontrollpunkte?|kriterien|meilensteine?|rückblick|abgaben?|"
    r"liste de contrôle|point de contrôle|critères|jalons?|bilan|livrables?|lista di controllo|"
    r"чек-?лист|контрольн\w+|критери\w+|вех[аи]|обзор|итоги?)\b"
    r"|检查清单|检查点|里程碑|验收|清单|チェックリスト|チェックポイント|체크리스트|체크포인트|قائمة التحقق|مراجعة"
)
"""What a heading says that ends a phase."""
CHECKPOINT_ITSELF: Final = (
    "check-?point|punto de control|kontrollpunkt|point de contrôle|контрольная точка|检查点|チェックポイント|체크포인트"
)
