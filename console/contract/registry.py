"""Every operation by name: the hub makes its routes and checks roles from this table."""

from __future__ import annotations

from console.contract.alerts import (
    AcknowledgeAlert,
    MarkSymptom,
    NoteAlert,
    ReleaseSymptom,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.contract.case_course import (
    CancelCase,
    DirectCase,
    EditCase,
    FileCase,
    GatherAlerts,
    LinkCases,
    MarkDuplicate,
    NoteCase,
    ReadDirective,
    RejectCase,
    ReopenCase,
    ResumeCase,
    ReturnCase,
    StandDown,
    SuspendCase,
)
from console.contract.cases import (
    CloseCase,
    DispatchUnit,
    FinishRemedy,
    OpenCase,
    OrderRemedy,
    VerifyCase,
)
from console.contract.notices import TestNotice
from console.contract.patrols import (
    AcceptAssignment,
    ArriveOnSite,
    LeaveSite,
    ReportFindings,
    SetOut,
)
from console.contract.request import Request
from console.contract.sensors import RecordReading
from console.contract.service import ResumeService, StopService
from console.contract.shifts import (
    AcceptHandover,
    EnrolPerson,
    HandOver,
    SignOff,
    SignOn,
    WriteLog,
)

OPERATIONS: dict[str, type[Request]] = {
    request.operation: request
    for request in (
        AcknowledgeAlert,
        UnacknowledgeAlert,
        NoteAlert,
        ShelveAlert,
        UnshelveAlert,
        MarkSymptom,
        ReleaseSymptom,
        StopService,
        ResumeService,
        RecordReading,
        OpenCase,
        DispatchUnit,
        OrderRemedy,
        FinishRemedy,
        VerifyCase,
        CloseCase,
        FileCase,
        RejectCase,
        ReturnCase,
        SuspendCase,
        ResumeCase,
        CancelCase,
        ReopenCase,
        EditCase,
        NoteCase,
        GatherAlerts,
        LinkCases,
        MarkDuplicate,
        StandDown,
        DirectCase,
        ReadDirective,
        AcceptAssignment,
        SetOut,
        ArriveOnSite,
        ReportFindings,
        LeaveSite,
        EnrolPerson,
        SignOn,
        SignOff,
        HandOver,
        AcceptHandover,
        WriteLog,
        TestNotice,
    )
}
