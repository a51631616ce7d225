"""Each inner ground in words for the officer, in the four languages of the screens: what stands against it, what helps.

For our own people alone: a partner gets the sent ground, or the neutral answer (`policy.grounds`). What each rule asks
is in `policy.rules`; a test holds the two lists together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.policy.languages import named


def of(ground: str) -> Mapping[str, str]:
    """Give the sentence of an inner ground by language; one that has none says its code.

    >>> of("approval.expired")["en"]
    'The approval is older than 72 hours. Have it approved again.'
    """
    return SENTENCES.get(ground) or named(*[f"{words}: {ground}" for words in _UNKNOWN])


_UNKNOWN: Final = (
    "A rule of this house refuses it",
    "Une règle de la maison s’y oppose",
    "Правило ведомства запрещает это",
    "قاعدة داخلية تمنع ذلك",
)

SENTENCES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "actor.inactive": named(
            "You are not active here, or this role was taken from you. Another officer takes the task.",
            "Vous n’êtes plus actif ici, ou ce rôle vous a été retiré. Un autre officier reprend la tâche.",
            "Вы здесь не действуете, или эта роль у вас отнята. Задачу берёт другой сотрудник.",
            "لست مفعَّلا هنا أو سُحب منك هذا الدور. يتولى المهمة موظف آخر.",
        ),
        "actor.role": named(
            "Your role does not include this. Ask a colleague who has it.",
            "Votre rôle ne le permet pas. Demandez à un collègue qui l’a.",
            "Ваша роль этого не включает. Обратитесь к коллеге, у которого она есть.",
            "دورك لا يشمل هذا. اطلبه من زميل يملك الدور.",
        ),
        "actor.clearance": named(
            "It is classified above your clearance. An officer with the clearance does it.",
            "Sa classification dépasse votre habilitation. Un officier habilité s’en charge.",
            "Гриф выше вашего допуска. Это делает сотрудник с нужным допуском.",
            "درجة سريته أعلى من تصريحك. يتولاه موظف مصرح له.",
        ),
        "reason.missing": named(
            "No reason was given. Say why you look.",
            "Aucun motif n’a été donné. Dites pourquoi vous consultez.",
            "Не указана причина. Напишите, зачем вы это смотрите.",
            "لم يُذكر سبب. اكتب سبب الاطلاع.",
        ),
        "item.tombstone": named(
            "It was deleted; only the proof stays.",
            "Il a été supprimé ; seule la preuve demeure.",
            "Это удалено; осталось только доказательство.",
            "حُذف هذا ولم يبق إلا الإثبات.",
        ),
        "item.recalled": named(
            "Its originator recalled it. Ask the originator.",
            "Son auteur l’a rappelé. Adressez-vous à lui.",
            "Отправитель отозвал это. Обратитесь к нему.",
            "استرجعه مصدره. راجع المصدر.",
        ),
        "item.expired": named(
            "Its deletion date has passed. It waits to be deleted.",
            "Sa date de suppression est passée. Il attend d’être supprimé.",
            "Срок хранения истёк. Подлежит удалению.",
            "انقضى تاريخ حذفه وهو بانتظار الحذف.",
        ),
        "item.challenged": named(
            "A redress case blocks it until the decision. It may only be read.",
            "Un recours le bloque jusqu’à la décision. Il peut seulement être lu.",
            "Заблокировано жалобой до решения. Можно только читать.",
            "محجوب بسبب تظلم حتى البت فيه. يُسمح بالقراءة فقط.",
        ),
        "item.mistreatment": named(
            "It may come from mistreatment and is in quarantine. Only the head of service opens it, to save a life.",
            "Il provient peut-être de mauvais traitements et est en quarantaine. Seul le chef de service l’ouvre, pour sauver une vie.",  # noqa: E501 - one sentence of the screens
            "Возможно, получено жестоким обращением; в карантине. Открывает только руководитель службы, чтобы спасти жизнь.",  # noqa: E501 - one sentence of the screens
            "قد يكون ناتجا عن سوء معاملة وهو في الحجر. لا يفتحه إلا رئيس الجهاز لإنقاذ حياة.",
        ),
        "purge.hold": named(
            "A legal hold keeps it. Have the hold lifted first.",
            "Une obligation légale de conservation s’y applique. Faites-la lever d’abord.",
            "Действует законный запрет на удаление. Сначала его нужно снять.",
            "هناك أمر قانوني بحفظه. يلزم رفعه أولا.",
        ),
        "recipient.unverified": named(
            "The contact is not confirmed by two officers. Confirm it first.",
            "Le contact n’est pas confirmé par deux officiers. Confirmez-le d’abord.",
            "Контакт не подтверждён двумя сотрудниками. Сначала подтвердите его.",
            "لم يؤكد موظفان جهة الاتصال. أكدوها أولا.",
        ),
        "recipient.withdrawn": named(
            "The party withdrew and its keys are retired. A new first contact is needed.",
            "La partie s’est retirée et ses clés sont hors service. Il faut un nouveau premier contact.",
            "Сторона вышла, её ключи выведены из действия. Нужен новый первый контакт.",
            "انسحب الطرف وأُوقفت مفاتيحه. يلزم اتصال أول جديد.",
        ),
        "kind.unknown": named(
            "This release does not know this kind of message. A newer one may.",
            "Cette version ne connaît pas ce genre de message. Une plus récente le peut.",
            "Этот выпуск не знает такого вида сообщений. Новый может знать.",
            "هذا الإصدار لا يعرف هذا النوع من الرسائل. قد يعرفه إصدار أحدث.",
        ),
        "agreement.none": named(
            "No agreement covers this. Sign one first.",
            "Aucun accord ne couvre cela. Signez-en un d’abord.",
            "Это не покрыто соглашением. Сначала подпишите его.",
            "لا يشمله أي اتفاق. وقعوا اتفاقا أولا.",
        ),
        "agreement.draft": named(
            "The agreement is not countersigned yet.",
            "L’accord n’est pas encore contresigné.",
            "Соглашение ещё не подписано второй стороной.",
            "الاتفاق لم يوقعه الطرف الآخر بعد.",
        ),
        "agreement.mismatch": named(
            "Partner or thread belongs to another agreement. Choose that of the thread.",
            "Le partenaire ou le fil relève d’un autre accord. Choisissez celui du fil.",
            "Партнёр или переписка относятся к другому соглашению. Выберите соглашение переписки.",
            "الشريك أو المراسلة تحت اتفاق آخر. اختر اتفاق المراسلة.",
        ),
        "agreement.ended": named(
            "The agreement has ended. For danger to life use another channel.",
            "L’accord a pris fin. En cas de danger de mort, utilisez un autre canal.",
            "Соглашение прекращено. При угрозе жизни используйте другой канал.",
            "انتهى الاتفاق. عند الخطر على الحياة استخدم قناة أخرى.",
        ),
        "agreement.expired": named(
            "The agreement and its run-off are over. Renew it.",
            "L’accord et sa période de clôture sont échus. Renouvelez-le.",
            "Срок соглашения и период завершения истекли. Продлите его.",
            "انقضى الاتفاق وفترة تصفيته. جددوه.",
        ),
        "agreement.run-off": named(
            "The agreement is running off: open cases are finished, none is begun.",
            "L’accord est en période de clôture : on achève les dossiers, on n’en ouvre pas.",
            "Соглашение завершается: открытые дела доводятся, новые не открываются.",
            "الاتفاق في فترة التصفية: تُنجز القضايا المفتوحة ولا تُفتح جديدة.",
        ),
        "agreement.suspended": named(
            "The agreement is suspended, and this cannot be held.",
            "L’accord est suspendu, et ceci ne peut attendre.",
            "Соглашение приостановлено, и это нельзя отложить.",
            "الاتفاق معلق وهذا لا يمكن تأجيله.",
        ),
        "topic.unknown": named(
            "There is no such topic. Choose a known one.",
            "Ce thème n’existe pas. Choisissez-en un connu.",
            "Такой темы нет. Выберите известную.",
            "لا يوجد موضوع كهذا. اختر موضوعا معروفا.",
        ),
        "topic.excluded": named(
            "The agreement excludes this topic.",
            "L’accord exclut ce thème.",
            "Соглашение исключает эту тему.",
            "الاتفاق يستثني هذا الموضوع.",
        ),
        "topic.not-covered": named(
            "The agreement does not cover this topic.",
            "L’accord ne couvre pas ce thème.",
            "Соглашение не охватывает эту тему.",
            "الاتفاق لا يشمل هذا الموضوع.",
        ),
        "topic.suspended": named(
            "This topic is suspended, and this cannot be held.",
            "Ce thème est suspendu, et ceci ne peut attendre.",
            "Тема приостановлена, и это нельзя отложить.",
            "هذا الموضوع معلق ولا يمكن التأجيل.",
        ),
        "kind.direction": named(
            "The agreement does not let this side open this kind of dialogue.",
            "L’accord ne permet pas à ce côté d’ouvrir ce genre d’échange.",
            "Соглашение не даёт этой стороне открывать такой вид переписки.",
            "الاتفاق لا يسمح لهذا الجانب بفتح هذا النوع.",
        ),
        "purpose.not-covered": named(
            "The purpose lies outside the agreement. Change the one or the other.",
            "La finalité est hors de l’accord. Changez l’une ou l’autre.",
            "Цель вне соглашения. Измените одно или другое.",
            "الغرض خارج الاتفاق. غيّر أحدهما.",
        ),
        "basis.missing": named(
            "The legal basis is missing. Name the law and its article.",
            "La base légale manque. Nommez la loi et son article.",
            "Нет правового основания. Укажите закон и статью.",
            "الأساس القانوني غير مذكور. اذكر القانون والمادة.",
        ),
        "handling.missing": named(
            "There is no handling label. Choose one.",
            "Aucune mention de traitement. Choisissez-en une.",
            "Нет пометки об обращении. Выберите её.",
            "لا توجد علامة تداول. اختر واحدة.",
        ),
        "handling.contradiction": named(
            "The label contradicts its audience. Correct the label.",
            "La mention contredit son public. Corrigez-la.",
            "Пометка противоречит кругу адресатов. Исправьте её.",
            "العلامة تناقض جمهورها. صححها.",
        ),
        "handling.ceiling": named(
            "It is stricter than the agreement lets travel. Write a sanitised version.",
            "C’est plus strict que ce que l’accord laisse circuler. Rédigez une version expurgée.",
            "Это строже, чем допускает соглашение. Составьте очищенную версию.",
            "هذا أشد مما يسمح الاتفاق بإرساله. اكتب نسخة منقحة.",
        ),
        "handling.release": named(
            "The label does not release it to this party. Only the originator changes the list.",
            "La mention ne l’ouvre pas à cette partie. Seul l’auteur change la liste.",
            "Пометка не разрешает передачу этой стороне. Список меняет только отправитель.",
            "العلامة لا تجيز الإفراج عنه لهذا الطرف. المصدر وحده يغير القائمة.",
        ),
        "handling.tlp-red": named(
            "It is RED: for the persons named alone, and it goes nowhere from there.",
            "C’est RED : pour les personnes nommées seules, et cela ne va pas plus loin.",
            "Это RED: только для названных лиц, и дальше не идёт.",
            "هذا RED: للأشخاص المذكورين فقط ولا يتجاوزهم.",
        ),
        "handling.tlp-strict": named(
            "It is AMBER+STRICT: it stays in the organisation.",
            "C’est AMBER+STRICT : cela reste dans l’organisation.",
            "Это AMBER+STRICT: остаётся внутри организации.",
            "هذا AMBER+STRICT: يبقى داخل المؤسسة.",
        ),
        "handling.tlp-amber": named(
            "It is AMBER: for the organisation and its clients. Ask the originator for consent.",
            "C’est AMBER : pour l’organisation et ses clients. Demandez l’accord de l’auteur.",
            "Это AMBER: для организации и её клиентов. Запросите согласие отправителя.",
            "هذا AMBER: للمؤسسة وعملائها. اطلب موافقة المصدر.",
        ),
        "handling.tlp-green": named(
            "It is GREEN: not for the public.",
            "C’est GREEN : pas pour le public.",
            "Это GREEN: не для публики.",
            "هذا GREEN: ليس للعموم.",
        ),
        "handling.h1": named(
            "It may not be used in court without permission. Ask for consent.",
            "Il ne peut servir en justice sans autorisation. Demandez l’accord.",
            "Нельзя использовать в суде без разрешения. Запросите согласие.",
            "لا يُستخدم أمام القضاء دون إذن. اطلب الموافقة.",
        ),
        "handling.pap": named(
            "The measure goes beyond the permitted action. Take a softer one.",
            "La mesure dépasse l’action permise. Prenez-en une plus discrète.",
            "Мера выходит за рамки дозволенного. Выберите более мягкую.",
            "الإجراء يتجاوز المسموح. اختر إجراء ألين.",
        ),
        "consent.pending": named(
            "The originator was asked and has not answered: that is a no.",
            "L’auteur, interrogé, n’a pas répondu : c’est non.",
            "Отправитель спрошен и не ответил: это отказ.",
            "سُئل المصدر ولم يجب: هذا رفض.",
        ),
        "consent.refused": named(
            "The originator refused.",
            "L’auteur a refusé.",
            "Отправитель отказал.",
            "رفض المصدر.",
        ),
        "consent.revoked": named(
            "The originator took its consent back.",
            "L’auteur a retiré son accord.",
            "Отправитель отозвал согласие.",
            "سحب المصدر موافقته.",
        ),
        "consent.expired": named(
            "The consent has expired. Ask again.",
            "L’accord donné a expiré. Demandez de nouveau.",
            "Срок согласия истёк. Запросите снова.",
            "انتهت الموافقة. اطلبها من جديد.",
        ),
        "consent.limits": named(
            "The consent is for another recipient or purpose. Ask again.",
            "L’accord vaut pour un autre destinataire ou une autre fin. Demandez de nouveau.",
            "Согласие дано другому получателю или для другой цели. Запросите снова.",
            "الموافقة لمستلم أو غرض آخر. اطلبها من جديد.",
        ),
        "handling.h2": named(
            "It is not passed on without permission. Ask for consent.",
            "Il n’est pas transmis sans autorisation. Demandez l’accord.",
            "Не передаётся дальше без разрешения. Запросите согласие.",
            "لا يُنقل إلى غيرك دون إذن. اطلب الموافقة.",
        ),
        "handling.orcon": named(
            "Its originator keeps control. Ask for consent.",
            "Son auteur en garde la maîtrise. Demandez son accord.",
            "Отправитель сохраняет контроль. Запросите согласие.",
            "المصدر يحتفظ بالتحكم. اطلب موافقته.",
        ),
        "purpose.incompatible": named(
            "It was given for another purpose. Ask for consent.",
            "Il a été donné pour une autre fin. Demandez l’accord.",
            "Передано для другой цели. Запросите согласие.",
            "أُعطي لغرض آخر. اطلب الموافقة.",
        ),
        "handling.h3": named(
            "Its text sets limits (H3). Confirm that you read them and keep to them.",
            "Son texte fixe des limites (H3). Confirmez que vous les avez lues et les respectez.",
            "В тексте указаны ограничения (H3). Подтвердите, что прочли их и соблюдаете.",
            "نصه يضع حدودا (H3). أكد أنك قرأتها وتلتزم بها.",
        ),
        "protected.fled": named(
            "It serves the state that the person fled from. No approval can change this; the answer is nil.",
            "Cela sert l’État que la personne a fui. Aucune approbation n’y change rien ; la réponse est néant.",
            "Это служит государству, от которого лицо бежало. Никакое одобрение не поможет; ответ: сведений нет.",
            "هذا يخدم الدولة التي فر منها الشخص. لا تغيره أي موافقة والجواب: لا شيء للإبلاغ.",
        ),
        "protected.set": named(
            "A person with a protected status never enters a matching set.",
            "Une personne au statut protégé n’entre jamais dans un rapprochement.",
            "Лицо с защищённым статусом никогда не входит в набор для сверки.",
            "صاحب الوضع المحمي لا يدخل أي مجموعة مطابقة.",
        ),
        "protected.release": named(
            "A person in it has a protected status. The head of service approves and the legal adviser assents.",
            "Une personne y a un statut protégé. Le chef de service approuve et le conseiller juridique donne son accord.",  # noqa: E501 - one sentence of the screens
            "Речь о лице с защищённым статусом. Нужны одобрение руководителя службы и согласие юриста.",
            "فيه شخص ذو وضع محمي. يوافق رئيس الجهاز ويقره المستشار القانوني.",
        ),
        "person.category": named(
            "A person has no category: suspect, convicted, victim, witness, missing, other. Enter it.",
            "Une personne n’a pas de catégorie : suspect, condamné, victime, témoin, disparu, autre. Indiquez-la.",
            "У лица нет категории: подозреваемый, осуждённый, потерпевший, свидетель, пропавший, иное. Укажите её.",
            "لا فئة لأحد الأشخاص: مشتبه به، مدان، ضحية، شاهد، مفقود، آخر. أدخلها.",
        ),
        "person.fact": named(
            "Say of each person whether it is a fact or an assessment.",
            "Dites pour chaque personne s’il s’agit d’un fait ou d’une appréciation.",
            "Укажите для каждого лица, факт это или оценка.",
            "بيّن لكل شخص أهي واقعة أم تقدير.",
        ),
        "person.dates": named(
            "A person has no review and deletion dates. Enter them.",
            "Une personne n’a pas de dates de révision et de suppression. Indiquez-les.",
            "Для лица нет дат пересмотра и удаления. Укажите их.",
            "لا تواريخ مراجعة وحذف لأحد الأشخاص. أدخلها.",
        ),
        "person.evaluation": named(
            "What is said of a person has no evaluation. “Cannot be judged” is one; none is not.",
            "Ce qui est dit d’une personne n’est pas évalué. « Ne peut être jugé » en est une ; rien n’en est pas.",
            "Сведения о лице не оценены. «Оценить нельзя» — тоже оценка; её отсутствие — нет.",
            "ما قيل عن شخص بلا تقييم. «لا يمكن الحكم» تقييم، والفراغ ليس تقييما.",
        ),
        "person.character-missing": named(
            "The check of political, military, religious or racial character is missing. Make it, then release again.",
            "Le contrôle du caractère politique, militaire, religieux ou racial manque. Faites-le, puis libérez de nouveau.",  # noqa: E501 - one sentence of the screens
            "Нет проверки на политический, военный, религиозный или расовый характер. Проведите её и отправьте снова.",
            "لم يُفحص الطابع السياسي أو العسكري أو الديني أو العرقي. أجر الفحص ثم أطلق من جديد.",
        ),
        "person.character-failed": named(
            "It is of political, military, religious or racial character. It does not leave, under any kind.",
            "Le caractère est politique, militaire, religieux ou racial. Cela ne part pas, sous aucun genre.",
            "Это имеет политический, военный, религиозный или расовый характер. Не уходит ни в каком виде.",
            "طابعه سياسي أو عسكري أو ديني أو عرقي. لا يخرج بأي نوع كان.",
        ),
        "content.sensitive": named(
            "It tells ethnicity, religion, political opinion or a protected status. Leave these out.",
            "On y lit l’origine, la religion, l’opinion politique ou un statut protégé. Retirez-les.",
            "Указаны этническая принадлежность, религия, взгляды или защищённый статус. Уберите их.",
            "يذكر العرق أو الدين أو الرأي السياسي أو وضعا محميا. احذفها.",
        ),
        "person.protected": named(
            "Victims and witnesses are never matched, and traced only to protect them.",
            "Victimes et témoins ne sont jamais rapprochés, et retracés seulement pour les protéger.",
            "Потерпевшие и свидетели не сверяются; отслеживание — только ради их защиты.",
            "الضحايا والشهود لا يطابَقون ولا يُتتبعون إلا لحمايتهم.",
        ),
        "risk.missing": named(
            "The risk form of this act is missing. Fill it in.",
            "La fiche de risque de cet acte manque. Remplissez-la.",
            "Нет оценки риска для этого действия. Заполните её.",
            "استمارة المخاطر لهذا الفعل ناقصة. املأها.",
        ),
        "risk.not-frozen": named(
            "The baseline risk was changed after mitigations. Make a new form.",
            "Le risque de départ a été changé après les mesures. Faites une nouvelle fiche.",
            "Исходный риск изменён после мер снижения. Заполните новую форму.",
            "غُيّر الخطر الأساسي بعد تدابير التخفيف. استمارة جديدة.",
        ),
        "risk.same-person": named(
            "One person judged baseline and residual risk. A second person judges the residual one.",
            "Une même personne a jugé le risque de départ et le résiduel. Une seconde juge le résiduel.",
            "Исходный и остаточный риск оценил один человек. Остаточный оценивает второй.",
            "قدّر شخص واحد الخطر الأساسي والمتبقي. يقدر المتبقي شخص ثان.",
        ),
        "risk.substantial": named(
            "The residual risk is substantial. Nothing cures that, no assurance either.",
            "Le risque résiduel est substantiel. Rien n’y remédie, pas même une assurance.",
            "Остаточный риск существенный. Этого не исправить, и гарантией тоже.",
            "الخطر المتبقي جسيم. لا يعالجه شيء ولا الضمانات.",
        ),
        "assurance.missing": named(
            "An assurance is needed. Obtain it and enter it in the register.",
            "Une assurance est nécessaire. Obtenez-la et inscrivez-la au registre.",
            "Нужна гарантия. Получите её и внесите в реестр.",
            "يلزم ضمان. احصل عليه وسجله.",
        ),
        "assurance.expired": named(
            "The assurance has expired. Have it renewed.",
            "L’assurance a expiré. Faites-la renouveler.",
            "Срок гарантии истёк. Её нужно продлить.",
            "انتهى الضمان. اطلب تجديده.",
        ),
        "assurance.breached": named(
            "The assurance was broken before. The head of service and the legal adviser decide anew.",
            "L’assurance a déjà été violée. Le chef de service et le conseiller juridique décident de nouveau.",
            "Гарантия уже нарушалась. Заново решают руководитель службы и юрист.",
            "سبق خرق الضمان. يقرر رئيس الجهاز والمستشار القانوني من جديد.",
        ),
        "risk.death-penalty": named(
            "There is a risk of the death penalty and no assurance in force.",
            "Il y a un risque de peine de mort et aucune assurance en vigueur.",
            "Есть риск смертной казни, а действующей гарантии нет.",
            "يوجد خطر عقوبة الإعدام ولا ضمان نافذ.",
        ),
        "risk.torture": named(
            "There is a risk of torture and no assurance in force.",
            "Il y a un risque de torture et aucune assurance en vigueur.",
            "Есть риск пыток, а действующей гарантии нет.",
            "يوجد خطر تعذيب ولا ضمان نافذ.",
        ),
        "watch.expiry": named(
            "A watch needs an end that has not passed. Set one.",
            "Une surveillance a une fin qui n’est pas passée. Fixez-la.",
            "У наблюдения должен быть ненаступивший конец. Укажите его.",
            "للمراقبة نهاية لم تنقض. حددها.",
        ),
        "watch.basis": named(
            "A watch needs a legal basis of its own. Name it.",
            "Une surveillance a sa propre base légale. Nommez-la.",
            "Наблюдению нужно своё правовое основание. Укажите его.",
            "للمراقبة أساس قانوني خاص. اذكره.",
        ),
        "approval.missing": named(
            "A second person has not approved it. Submit it for approval.",
            "Une seconde personne ne l’a pas approuvé. Soumettez-le.",
            "Второй сотрудник не одобрил. Отправьте на одобрение.",
            "لم يوافق عليه شخص ثان. قدمه للموافقة.",
        ),
        "approval.author": named(
            "Author and approver are one person. A colleague approves.",
            "L’auteur et l’approbateur sont une même personne. Un collègue approuve.",
            "Автор и одобряющий — один человек. Одобряет коллега.",
            "الكاتب والموافق شخص واحد. يوافق زميل.",
        ),
        "approval.role": named(
            "The approver’s role does not suffice. A releasing officer or the head of service approves.",
            "Le rôle de l’approbateur ne suffit pas. L’officier de validation ou le chef de service approuve.",
            "Роли одобряющего недостаточно. Одобряет выпускающий или руководитель службы.",
            "دور الموافق لا يكفي. يوافق ضابط الإفراج أو رئيس الجهاز.",
        ),
        "approval.edited": named(
            "It was edited after the approval. Have it approved again.",
            "Il a été modifié après l’approbation. Faites-le approuver de nouveau.",
            "Изменено после одобрения. Нужно одобрить снова.",
            "عُدّل بعد الموافقة. اطلب الموافقة من جديد.",
        ),
        "approval.expired": named(
            "The approval is older than 72 hours. Have it approved again.",
            "L’approbation a plus de 72 heures. Faites-le approuver de nouveau.",
            "Одобрению больше 72 часов. Нужно одобрить снова.",
            "مضى على الموافقة أكثر من 72 ساعة. اطلبها من جديد.",
        ),
        "search.bulk": named(
            "A bulk search needs a second person.",
            "Une recherche en masse demande une seconde personne.",
            "Для массового поиска нужен второй сотрудник.",
            "البحث الجماعي يحتاج إلى شخص ثان.",
        ),
        "match.case": named(
            "Matching is bound to a case. Name it.",
            "Un rapprochement est lié à un dossier. Nommez-le.",
            "Сверка привязана к делу. Укажите его.",
            "المطابقة مرتبطة بقضية. اذكرها.",
        ),
        "match.list-class": named(
            "The agreement does not have this class of list.",
            "L’accord ne prévoit pas ce genre de liste.",
            "В соглашении нет такого вида списков.",
            "الاتفاق لا يشمل هذا الصنف من القوائم.",
        ),
        "match.budget": named(
            "It is beyond the budget of the agreement.",
            "Cela dépasse le budget de l’accord.",
            "Превышен лимит соглашения.",
            "يتجاوز حصة الاتفاق.",
        ),
        "match.sealed": named(
            "Hits stay sealed until a second officer opens them.",
            "Les correspondances restent scellées jusqu’à un second officier.",
            "Совпадения закрыты до решения второго сотрудника.",
            "النتائج مختومة حتى يفتحها موظف ثان.",
        ),
        "trace.rounds": named(
            "No rounds are left. Begin a new session.",
            "Il ne reste plus de tour. Ouvrez une nouvelle session.",
            "Раундов не осталось. Начните новый сеанс.",
            "لم تبق جولات. ابدأ جلسة جديدة.",
        ),
        "not-agreed": named(
            "The agreement does not have this message.",
            "L’accord ne prévoit pas ce message.",
            "Соглашение не предусматривает этого сообщения.",
            "الاتفاق لا يشمل هذه الرسالة.",
        ),
    }
)
"""Every rule of `policy.rules` by its id."""
